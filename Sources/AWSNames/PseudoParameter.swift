// What CloudFormation knows of every stack without being told.

package enum PseudoParameter: String, CaseIterable, Sendable {
  case accountId = "AWS::AccountId"
  case partition = "AWS::Partition"
  case region = "AWS::Region"
  case stackId = "AWS::StackId"
  case stackName = "AWS::StackName"
  case urlSuffix = "AWS::URLSuffix"
}
