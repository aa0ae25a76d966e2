// What conditions make of missing keys, many values and variables: the rules one by one.

import IAMPolicy
import Testing

@Suite struct ConditionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let condition: String
    let context: String
    let isAllowed: Bool

    var testDescription: String { "\(condition) with \(context)" }

    init(_ condition: String, _ context: String, _ isAllowed: Bool) {
      self.condition = condition
      self.context = context
      self.isAllowed = isAllowed
    }
  }

  static let missing = [
    Case("{\"StringEquals\":{\"k\":\"a\"}}", "{}", false),
    Case("{\"StringNotEquals\":{\"k\":\"a\"}}", "{}", true),
    Case("{\"NumericNotEquals\":{\"k\":\"1\"}}", "{}", true),
    Case("{\"NotIpAddress\":{\"k\":\"1.2.3.4\"}}", "{}", true),
    Case("{\"ArnNotLike\":{\"k\":\"*\"}}", "{}", true),
    Case("{\"NumericLessThan\":{\"k\":\"1\"}}", "{}", false),
    Case("{\"Bool\":{\"k\":\"false\"}}", "{}", false),
    Case("{\"BoolIfExists\":{\"k\":\"false\"}}", "{}", true),
    Case("{\"BoolIfExists\":{\"k\":\"false\"}}", "{\"k\":\"true\"}", false),
    Case("{\"StringEqualsIfExists\":{\"k\":\"a\"}}", "{\"K\":\"b\"}", false),
    Case("{\"Null\":{\"k\":\"true\"}}", "{}", true),
    Case("{\"Null\":{\"k\":true}}", "{\"k\":\"\"}", false),
    Case("{\"Null\":{\"k\":\"false\"}}", "{\"k\":[\"a\"]}", true),
    Case("{\"Null\":{\"k\":\"false\"}}", "{\"k\":[]}", false),
    Case("{\"Null\":{\"k\":[\"true\",\"false\"]}}", "{}", true),
  ]

  static let many = [
    Case("{\"ForAllValues:StringEquals\":{\"k\":[\"a\",\"b\"]}}", "{}", true),
    Case("{\"ForAllValues:StringEquals\":{\"k\":[\"a\",\"b\"]}}", "{\"k\":[]}", true),
    Case("{\"ForAllValues:StringEquals\":{\"k\":[\"a\",\"b\"]}}", "{\"k\":[\"b\",\"a\"]}", true),
    Case("{\"ForAllValues:StringEquals\":{\"k\":[\"a\",\"b\"]}}", "{\"k\":[\"a\",\"c\"]}", false),
    Case("{\"ForAllValues:StringEquals\":{\"k\":\"a\"}}", "{\"k\":\"a\"}", true),
    Case("{\"ForAllValues:StringNotEquals\":{\"k\":[\"a\",\"b\"]}}", "{\"k\":[\"c\"]}", true),
    Case("{\"ForAllValues:StringNotEquals\":{\"k\":[\"a\"]}}", "{\"k\":[\"a\",\"c\"]}", false),
    Case(
      "{\"ForAllValues:StringEquals\":{\"k\":\"a\"},\"Null\":{\"k\":\"false\"}}", "{}", false),
    Case("{\"ForAnyValue:StringEquals\":{\"k\":\"a\"}}", "{}", false),
    Case("{\"ForAnyValue:StringNotEquals\":{\"k\":\"a\"}}", "{}", false),
    Case("{\"ForAnyValue:StringEquals\":{\"k\":\"a\"}}", "{\"k\":[]}", false),
    Case("{\"ForAnyValue:StringEquals\":{\"k\":\"a\"}}", "{\"k\":[\"c\",\"a\"]}", true),
    Case("{\"ForAnyValue:StringNotEquals\":{\"k\":\"a\"}}", "{\"k\":[\"c\",\"a\"]}", true),
    Case("{\"ForAnyValue:StringNotEquals\":{\"k\":\"a\"}}", "{\"k\":[\"a\"]}", false),
    Case("{\"ForAnyValue:StringEqualsIfExists\":{\"k\":\"a\"}}", "{}", true),
    Case("{\"ForAllValues:NumericNotEquals\":{\"k\":\"1\"}}", "{\"k\":[\"2\",\"x\"]}", false),
    Case("{\"ForAnyValue:NumericNotEquals\":{\"k\":\"1\"}}", "{\"k\":[\"2\",\"x\"]}", true),
    // An operator for one value says nothing of many, not even that they differ.
    Case("{\"StringEquals\":{\"k\":\"a\"}}", "{\"k\":[\"a\"]}", false),
    Case("{\"StringNotEquals\":{\"k\":\"a\"}}", "{\"k\":[\"b\"]}", false),
    Case("{\"StringEqualsIfExists\":{\"k\":\"a\"}}", "{\"k\":[\"a\"]}", false),
  ]

  static let joined = [
    Case("{}", "{}", true), Case("{\"Bool\":{}}", "{}", true),
    Case(
      "{\"StringEquals\":{\"a\":\"1\",\"b\":\"2\"}}", "{\"a\":\"1\",\"b\":\"2\"}", true),
    Case("{\"StringEquals\":{\"a\":\"1\",\"b\":\"2\"}}", "{\"a\":\"1\",\"b\":\"1\"}", false),
    Case(
      "{\"StringEquals\":{\"a\":\"1\"},\"Bool\":{\"b\":true}}", "{\"a\":\"1\",\"b\":\"false\"}",
      false),
    Case("{\"StringNotEquals\":{\"a\":[\"1\",\"2\"]}}", "{\"a\":\"2\"}", false),
    Case("{\"StringNotEquals\":{\"a\":[\"1\",\"2\"]}}", "{\"a\":\"3\"}", true),
    Case("{\"Bool\":{\"aws:SecureTransport\":true}}", "{\"aws:securetransport\":true}", true),
    Case("{\"NumericLessThan\":{\"n\":[5,3]}}", "{\"n\":4}", true),
  ]

  static let variables = [
    Case("{\"StringEquals\":{\"k\":\"${v}\"}}", "{\"k\":\"x\",\"V\":\"x\"}", true),
    Case("{\"StringEquals\":{\"k\":\"${v}\"}}", "{\"k\":\"${v}\"}", false),
    Case("{\"StringEquals\":{\"k\":\"a${v}c\"}}", "{\"k\":\"abc\",\"v\":\"b\"}", true),
    Case("{\"StringEquals\":{\"k\":\"${v, 'x'}\"}}", "{\"k\":\"x\"}", true),
    Case("{\"StringEquals\":{\"k\":\"${v,''}\"}}", "{\"k\":\"\"}", true),
    Case("{\"StringEquals\":{\"k\":\"${v, 'x'}\"}}", "{\"k\":\"x\",\"v\":\"y\"}", false),
    Case("{\"StringLike\":{\"k\":\"${v}\"}}", "{\"k\":\"abc\",\"v\":\"a*\"}", false),
    Case("{\"StringLike\":{\"k\":\"${v}\"}}", "{\"k\":\"a*\",\"v\":\"a*\"}", true),
    Case("{\"StringLike\":{\"k\":\"${v}*\"}}", "{\"k\":\"a*b\",\"v\":\"a*\"}", true),
    Case("{\"StringLike\":{\"k\":\"${*}${?}${$}\"}}", "{\"k\":\"*?$\"}", true),
    Case("{\"StringLike\":{\"k\":\"${*}\"}}", "{\"k\":\"a\"}", false),
    Case("{\"StringEqualsIgnoreCase\":{\"k\":\"${v}\"}}", "{\"k\":\"AB\",\"v\":\"ab\"}", true),
    Case(
      "{\"ArnLike\":{\"k\":\"${v}\"}}", "{\"k\":\"arn:aws:s3:::b\",\"v\":\"arn:aws:s3:::b\"}", true),
    // What has no single value makes the statement count for nothing, whatever else it says.
    Case("{\"StringNotEquals\":{\"k\":\"${v}\"}}", "{\"k\":\"x\"}", false),
    Case("{\"StringEqualsIfExists\":{\"k\":\"${v}\"}}", "{}", false),
    Case("{\"StringEquals\":{\"k\":[\"x\",\"${v}\"]}}", "{\"k\":\"x\"}", false),
    Case("{\"StringEquals\":{\"k\":\"${v}\"}}", "{\"k\":\"x\",\"v\":[\"x\"]}", false),
    Case("{\"StringNotEquals\":{\"k\":\"${v, 'd'}\"}}", "{\"k\":\"x\",\"v\":[\"x\"]}", false),
  ]

  @Test(arguments: missing + many + joined + variables)
  func isAsDocumented(_ example: Case) throws {
    let sample = Sample(condition: example.condition, context: example.context)
    #expect(try sample.isAllowed() == example.isAllowed)
  }

  @Test func variablesInResourcesNeedTheSecondVersion() throws {
    var sample = Sample(
      resources: "\"Resource\": \"arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}\"",
      context: "{\"aws:principaltag/TABLE\": \"orders\"}")
    #expect(try sample.isAllowed())
    sample.context = "{\"aws:PrincipalTag/table\": \"*\"}"
    #expect(try !sample.isAllowed())
    sample.context = "{}"
    #expect(try !sample.isAllowed())
    sample.resources = sample.resources.replacing("Resource", with: "NotResource")
    #expect(try !sample.isAllowed())
    sample.context = "{\"aws:PrincipalTag/table\": \"orders\"}"
    sample.resources = sample.resources.replacing("NotResource", with: "Resource")
    sample.version = "2008-10-17"
    #expect(try !sample.isAllowed())
    sample.resource = "arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/table}"
    #expect(try sample.isAllowed())
  }

  /// What follows from the principal and the resource need not be said, and may be.
  @Test(arguments: [
    ("aws:PrincipalArn", "arn:aws:iam::111122223333:role/app"),
    ("aws:PrincipalAccount", "111122223333"), ("aws:ResourceAccount", "111122223333"),
    ("aws:RequestedRegion", "us-east-1"), ("aws:PrincipalType", "AssumedRole"),
    ("aws:PrincipalIsAWSService", "false"),
  ])
  func keysThatFollow(_ key: String, _ value: String) throws {
    var sample = Sample(condition: "{\"StringEquals\":{\"\(key)\":\"\(value)\"}}")
    sample.principal = "arn:aws:sts::111122223333:assumed-role/app/session"
    #expect(try sample.isAllowed())
    sample.context = "{\"\(key)\":\"other\"}"
    #expect(try !sample.isAllowed())
  }
}
