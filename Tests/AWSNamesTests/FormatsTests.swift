// The formats as a whole: each once, each answering anything.

import AWSNames
import Diagnostics
import Shapes
import Testing

@Suite struct FormatsTests {
  @Test func eachIsThereOnce() {
    let names = AWSFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count == 22)
  }

  /// Nothing a person could paste stops a format, and what it finds is always of this family.
  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      "", " ", ":", "arn:", "arn:::::", "cron(", "cron()", "rate()", "at()", "alias/", "/", "-",
      "\u{0}", "é", "😀", "${AWS::Region}", String(repeating: ":", count: 300_000),
      String(repeating: "a/", count: 300_000), "cron(" + String(repeating: "*,", count: 300_000),
      "arn:aws:iam::123456789012:role/" + String(repeating: "a/", count: 300_000),
    ])
  func eachAnswersAnything(text: String) {
    for format in AWSFormats.all {
      let found = format.check(text)
      #expect(found != nil, "\(format.name)")
      #expect(found?.code.id.hasPrefix("AWS") == true)
      #expect((found?.message.utf8.count ?? 0) < 600)
    }
  }

  @Test func codesAreTheOnesDocumented() {
    let codes = [
      ARN.malformed, ARNKind.ofAnotherService, Region.unknown, Schedule.malformed,
      KMSKeyName.malformed, KMSAlias.reservedOrMalformed, ResourceID.malformed,
      Timezone.unknown, CalendarDate.malformed,
    ]
    #expect(codes.map(\.id) == (1...9).map { "AWS00\($0)" })
    #expect(codes.allSatisfy { $0.severity == .error })
  }
}
