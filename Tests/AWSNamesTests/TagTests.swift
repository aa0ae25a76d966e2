// Tags, retention and reserved names: small tables of AWS's.

import AWSNames
import Testing

@Suite struct TagTests {
  @Test(
    arguments: [
      ("owner", "team a", nil), ("Größe_1:/=+-@.", "", nil), ("awsome", "x", nil),
      (String(repeating: "k", count: 128), String(repeating: "v", count: 256), nil),
      ("", "x", TagFault.emptyKey), ("aws:x", "x", .reservedPrefix),
      ("AwS:x", "x", .reservedPrefix),
      (String(repeating: "k", count: 129), "x", .keyTooLong(129)),
      ("k", String(repeating: "v", count: 257), .valueTooLong(257)),
      ("a,b", "x", .character(",")), ("k", "a\nb", .character("\n")), ("k", "😀", .character("😀")),
    ] as [(String, String, TagFault?)])
  func keepsAWSRules(key: String, value: String, expected: TagFault?) {
    #expect((Tag.fault(inKey: key) ?? Tag.fault(inValue: value)) == expected)
    if let expected {
      #expect(throws: expected) { try Tag(key: key, value: value) }
      #expect(!expected.description.isEmpty)
    } else {
      #expect(throws: Never.self) { try Tag(key: key, value: value) }
    }
  }

  @Test func showsWhatCannotBeSeen() {
    #expect(TagFault.character("\u{7}").description.hasPrefix("contains U+7;"))
  }

  @Test(
    arguments: [
      (-1, 1), (1, 1), (2, 3), (90, 90), (366, 400), (913, 1096), (3650, 3653), (3653, 3653),
      (3654, nil),
    ] as [(Int, Int?)])
  func roundsRetentionUp(days: Int, allowed: Int?) {
    #expect(RetentionDays.roundUp(days) == allowed)
  }

  @Test func listsRetentionInOrder() {
    #expect(RetentionDays.allowed == RetentionDays.allowed.sorted())
    #expect(RetentionDays.allowed.count == 22)
  }

  @Test(arguments: [
    ("AWS_REGION", true), ("_HANDLER", true), ("aws_region", false), ("TABLE_NAME", false),
    ("AWS_USE_FIPS_ENDPOINT", false),
  ])
  func knowsLambdasOwnVariables(name: String, isReserved: Bool) {
    #expect(LambdaReservedName.contains(name) == isReserved)
  }
}
