// The public yaml-test-suite, where it is at hand: we may differ only where it is known why.

import Diagnostics
import JSONText
import Provenance
import Shapes
import TestKit
import Testing

@Suite struct SuiteTests {
  /// What becomes of a case: nil when all is as the suite says.
  private func difference(_ sample: SuiteCase) -> String? {
    let reading = Reading(bytes: sample.yaml)
    if sample.mustFail {
      return reading.root == nil ? nil : "read as \(reading.json), but no YAML"
    }
    guard reading.root != nil else { return "refused: \(reading.codes.joined(separator: " "))" }
    guard let json = sample.json else { return nil }
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let file = SourceFile(name: "expected.json", bytes: Array(json.utf8))
      let expected = CanonicalJSON.text(of: try parseJSON(file, into: &tree, sink: &sink), in: tree)
      return expected == reading.json ? nil : "read as \(reading.json), should be \(expected)"
    } catch {
      return "read as \(reading.json), should be several documents: \(json)"
    }
  }

  @Test func readsTheSuiteButForKnownDifferences() throws {
    let cases = try SuiteCase.all()
    guard !cases.isEmpty else {
      Suites.announce("yaml-test-suite did not run: ASHLAR_SUITES names no folder that holds it")
      return
    }
    var differing = 0
    for sample in cases {
      let known = KnownDifferences.reason(sample.id)
      let found = difference(sample)
      if found != nil { differing += 1 }
      switch (found, known) {
      case (nil, nil), (.some, .some): break
      case (let found?, nil): Issue.record("\(sample.id): \(found)")
      case (nil, let known?):
        Issue.record("\(sample.id) no longer differs (\(known)): take it from the list")
      }
    }
    let ids = Set(cases.map(\.id))
    for id in KnownDifferences.ids where !ids.contains(id) {
      Issue.record("\(id) is in the list of differences, but not in the suite")
    }
    Suites.announce(
      "yaml-test-suite: \(cases.count) cases ran, \(differing) differ as the list says")
    #expect(cases.count > 380)
  }
}
