// What a function may do to run at all: log, trace, stand in a VPC, hand on what failed.

import AWSNames
import CloudFormation
import ComponentKit
import Provenance
import Shapes

enum RuntimeStatements {
  /// EVIDENCE: Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs". The ARN
  /// of a log group ends in `:*`, which is its streams.
  static func logs(_ settings: FunctionSettings) -> TemplateStatement {
    let cause = settings.because("LAM-1: it writes to its own log group")
    return TemplateStatement(
      "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [.expression(settings.names.logGroup.attribute(.arn), cause)], cause: cause)
  }

  /// EVIDENCE: Lambda developer guide, "Giving Lambda functions access to resources in an Amazon
  /// VPC": the execution role. None of these knows the interface before it is there.
  static func network(_ settings: FunctionSettings) -> TemplateStatement {
    let cause = FunctionNetworkSettings.cause(settings)
    return TemplateStatement(
      "AttachToNetwork",
      actions: [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ], resources: [.literal("*", cause)], cause: cause)
  }

  /// EVIDENCE: Service Authorization Reference, AWS X-Ray: both actions know no resource.
  static func tracing(_ settings: FunctionSettings, _ cause: Cause) -> TemplateStatement {
    TemplateStatement(
      "SendTraces", actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      resources: [.literal("*", cause)], cause: cause)
  }

  /// Lambda decrypts the variables as the function's role.
  static func variables(_ settings: FunctionSettings) -> TemplateStatement? {
    guard settings.isHardened else { return nil }
    let cause = FunctionVariables.keyCause(settings)
    return sharedKey(
      "DecryptVariables", ["kms:Decrypt"], through: "lambda", cause)
  }

  /// What failed goes to one queue or topic, and no other.
  static func failures(
    _ target: FailureTarget, _ sid: String, _ settings: FunctionSettings, _ cause: Cause
  ) -> [TemplateStatement] {
    let arn = target.arn(cause)
    let isTopic = arn.pieces?.contains { piece in
      if case .text(let text) = piece { return text.holds(":sns:") }
      return false
    }
    let send = TemplateStatement(
      sid, actions: [isTopic == true ? "sns:Publish" : "sqs:SendMessage"], resources: [arn],
      cause: cause)
    guard case .own = target, settings.isHardened else { return [send] }
    return [
      send,
      sharedKey("EncryptFailures", ["kms:Decrypt", "kms:GenerateDataKey"], through: "sqs", cause),
    ]
  }

  private static func sharedKey(
    _ sid: String, _ actions: [String], through service: String, _ cause: Cause
  ) -> TemplateStatement {
    TemplateStatement(
      sid, actions: actions,
      resources: [.expression(SharedNames.encryptionKey.attribute(.arn), cause)],
      conditions: [
        PolicyCondition(
          "StringEquals", "kms:ViaService",
          [
            .expression(
              .substitution([
                .text("\(service)."), .pseudo(.region), .text(".amazonaws.com"),
              ]), cause)
          ])
      ], cause: cause)
  }
}
