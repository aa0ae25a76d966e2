// A function is told the names of its tables, so no table may be made of the function's.

import Testing

@Suite struct BindCycleTests {
  @Test(arguments: [
    ("functionArn", ["REF008"]), ("functionName", ["REF008"]), ("roleArn", []), ("roleName", []),
  ])
  func aTableMayName(attribute: String, codes: [String]) throws {
    let tags = "      tags: { reader: '${reader.\(attribute)}' }"
    let outcome = try Outcome(
      Orders.table(tags) + "\n" + Orders.reader("capability: database:dynamodb, access: read"))
    #expect(outcome.codes == codes)
  }
}
