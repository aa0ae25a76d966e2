// Runs the single faults that other linters were measured by, and the contradictions of the rows.

import Testing

@Suite struct FaultCaseTests {
  private static let all =
    FaultCase.caughtElsewhere + FaultCase.missedElsewhere + FaultCase.missedInGlobalTables
    + FaultCase.rows

  @Test(arguments: all)
  func earnsTheAnnouncedFindings(_ example: FaultCase) {
    #expect(FaultCase.found(in: example.spec) == example.announced, "\(example.spec)")
    #expect(example.announced.isEmpty == (example.twin == nil), "a fault has a mended twin")
  }

  @Test(arguments: all)
  func passesWithoutTheFault(_ example: FaultCase) {
    let twin = example.twin ?? example.spec
    #expect(example.unmended.isEmpty)
    #expect(FaultCase.found(in: twin).isEmpty, "\(twin)")
  }

  @Test func noCaseIsWrittenTwice() {
    let names = FaultCaseTests.all.map(\.testDescription)
    #expect(Set(names).count == names.count)
  }
}
