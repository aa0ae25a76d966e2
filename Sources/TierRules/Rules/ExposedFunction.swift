// LAM-3, a row of what the tiers require.

import CloudFormation
import Diagnostics

enum ExposedFunction: TierRule {
  static let code = Code("LAM-3", "exposed-function", .error)
  static let requirement =
    "a function runs in a VPC, has its share of the account, and loses neither call nor secret"
  static let bars = TierBars(moderate: .required, high: .required)
  static let controls: [Control] = ["SC-7", "CA-7", "SC-5", "SC-28(1)"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    checkPermissions(stack, &report)
    for function in stack.all(AWSLambdaFunction.self) {
      let name = function.functionName
      present(
        function["VpcConfig", "SubnetIds"], of: function, "function `\(name)` runs in no VPC",
        "leave `vpcConfig` out, or name subnets", &report)
      present(
        function["VpcConfig", "SecurityGroupIds"], of: function,
        "nothing says what function `\(name)` may reach in its VPC",
        "leave `vpcConfig` out, or name security groups", &report)
      present(
        function["DeadLetterConfig", "TargetArn"], of: function,
        "calls that function `\(name)` fails are lost",
        "leave `deadLetterQueue` out, or write `true`",
        &report)
      present(
        function["KmsKeyArn"], of: function,
        "the variables of function `\(name)` are encrypted with a key of AWS",
        "give it `KmsKeyArn`", &report)
      let concurrency = function["ReservedConcurrentExecutions"]
      if let count = concurrency.integer, count > 0 {
        report.holds(function, at: concurrency)
      } else {
        report.fails(
          function, at: concurrency,
          "function `\(name)` has no share of the account's concurrency set aside",
          help: "leave `reservedConcurrency` out, or write a number above 0")
      }
    }
  }

  /// What may invoke a function; a role says for itself what it invokes.
  private static func checkPermissions(_ stack: StackView, _ report: inout RuleReport) {
    for address in stack.all(named: "AWS::Lambda::Url") where address["AuthType"].string == "NONE" {
      report.fails(
        address, at: address["AuthType"], "whoever knows the address `\(address.id)` may invoke it",
        help: "write `AuthType: AWS_IAM`")
    }
    for permission in stack.all(AWSLambdaPermission.self) {
      let principal = permission["Principal"]
      let open = opening(of: permission)
      if let open {
        report.fails(
          permission, at: open.value,
          "`\(open.value.text ?? "*")` may invoke the function on behalf of any account",
          help: open.help)
      } else if principal.isOfOtherAccount || permission["SourceAccount"].isOfOtherAccount {
        report.fails(
          permission, at: principal.isOfOtherAccount ? principal : permission["SourceAccount"],
          "another account may invoke the function",
          help: "leave the permission out, or write `${AWS::AccountId}` if it is the own")
      } else {
        report.holds(permission, at: principal)
      }
      if permission["FunctionUrlAuthType"].string == "NONE" {
        report.fails(
          permission, at: permission["FunctionUrlAuthType"],
          "whoever knows the address of the function may invoke it",
          help: "write `FunctionUrlAuthType: AWS_IAM`")
      }
      if permission["Action"].text?.utf8.contains(UInt8(ascii: "*")) == true {
        report.fails(
          permission, at: permission["Action"], "the permission allows more than to invoke",
          help: "write `lambda:InvokeFunction`")
      }
    }
  }

  /// What lets anybody invoke a function, where nothing confines it.
  private static func opening(
    of permission: ResourceView
  ) -> (value: ValueView, help: String)? {
    let principal = permission["Principal"]
    guard principal.string == "*" || principal.text?.hasSuffix(".amazonaws.com") == true else {
      return nil
    }
    // The ARN of a bucket tells no account, and whoever is quick has the name of one that is gone.
    if principal.text?.hasPrefix("s3.") == true {
      return isNarrow(permission["SourceAccount"])
        ? nil : (principal, "give the permission `SourceAccount` beside `SourceArn`")
    }
    let isConfined = ["SourceArn", "SourceAccount", "PrincipalOrgID"].contains {
      isNarrow(permission[$0])
    }
    return isConfined ? nil : (principal, "give the permission `SourceArn` or `SourceAccount`")
  }

  private static func isNarrow(_ source: ValueView) -> Bool {
    guard let text = source.text, Wildcard.isIn(text) else { return !source.isAbsent }
    return WrittenARN(text)?.isOfKnownAccount ?? text.hasPrefix("${")
  }

  private static func present(
    _ value: ValueView, of function: ResourceView, _ message: String, _ help: String,
    _ report: inout RuleReport
  ) {
    if value.elements.isEmpty || !value.elements.allSatisfy(\.isCustomerKey) {
      report.fails(function, at: value, message, help: help)
    } else {
      report.holds(function, at: value)
    }
  }
}
