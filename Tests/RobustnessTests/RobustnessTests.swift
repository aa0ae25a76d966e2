// Damaged specs: whatever is done to a text, it is judged quickly, twice alike, and inside it.

import Catalog
import Compiler
import Diagnostics
import FindingFormats
import Foundation
import Provenance
import TestKit
import Testing

/// A text that is damaged, and how it is compiled.
struct Victim: Sendable {
  let name: String
  let bytes: [UInt8]
  let options: CompileOptions

  /// The good examples of all pages, and one spec that holds nearly everything.
  static func all() throws -> [Victim] {
    var victims = [
      Victim(name: "large", bytes: Array(LargeSpec.text.utf8), options: CompileOptions()),
      Victim(
        name: "large under prod", bytes: Array(LargeSpec.text.utf8),
        options: CompileOptions(environment: "prod")),
    ]
    for page in CodePage.all {
      guard let section = try page.read().section("Good"), let text = section.fence("yaml")
      else { continue }
      let example = PageExample(section: section.body)
      victims.append(
        Victim(name: page.path, bytes: example.bytes(of: text), options: example.options))
    }
    return victims
  }
}

@Suite struct RobustnessTests {
  static let vocabulary = Catalog.vocabulary()

  static let shards = 4

  private static func number(_ variable: String, unless standard: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[variable].flatMap(UInt64.init) ?? standard
  }

  private func findings(_ bytes: [UInt8], _ options: CompileOptions) -> Findings {
    let file = SourceFile(name: "service.yml", bytes: bytes)
    return Compiler.validate(file, with: RobustnessTests.vocabulary, options: options)
  }

  private func rendered(_ findings: Findings, _ bytes: [UInt8]) -> [UInt8] {
    let file = SourceFile(name: "service.yml", bytes: bytes)
    let report = Report(file: "service.yml", sources: [file], findings: findings)
    return FindingLineRenderer().render([report])
  }

  /// What is wrong with the judgement of a text; nil when nothing is.
  private func complaint(
    _ bytes: [UInt8], _ options: CompileOptions, runs: Int = 2
  ) -> String? {
    let clock = ContinuousClock()
    let start = clock.now
    let first = findings(bytes, options)
    let elapsed = clock.now - start
    // Hundreds of times what it takes, so that a busy machine does not matter.
    guard elapsed < .seconds(10) else { return "took \(elapsed)" }
    for found in first.located {
      let places = [found.place] + found.related.map(\.place)
      for place in places where !isInside(place, first.tables) {
        return "\(found.finding.code.id) points at \(place.start)-\(place.end), outside the text"
      }
    }
    guard runs == 1 || rendered(first, bytes) == rendered(findings(bytes, options), bytes) else {
      return "two runs say different things"
    }
    return hasErrors(first) ? nil : complaintAboutTemplates(bytes, options)
  }

  private func hasErrors(_ findings: Findings) -> Bool {
    findings.located.contains { $0.finding.code.severity == .error }
  }

  /// A text without errors becomes the same artefacts twice, or is refused with an error.
  private func complaintAboutTemplates(_ bytes: [UInt8], _ options: CompileOptions) -> String? {
    let file = SourceFile(name: "service.yml", bytes: bytes)
    let runs = (0..<2).map { _ in
      Compiler.synthesize(
        file, with: RobustnessTests.vocabulary, options: options, format: .json)
    }
    if runs[0].artifacts == nil, !hasErrors(runs[0].findings) { return "refused without an error" }
    let files = runs.map { $0.artifacts?.files.map(\.bytes) }
    return files[0] == files[1] ? nil : "two runs make different artefacts"
  }

  private func isInside(_ place: LocatedPlace, _ tables: [LineTable]) -> Bool {
    let table = tables[Int(place.source.raw)]
    let isInOrder =
      (place.start.line, place.start.column) <= (place.end.line, place.end.column)
    return isInOrder
      && [place.start, place.end].allSatisfy { position in
        guard let line = table.line(position.line) else { return false }
        let characters = line.count { $0 & 0xC0 != 0x80 }
        // One past the end, and the line break itself.
        return position.column >= 1 && position.column <= characters + 3
      }
  }

  /// Fewer lines with the same complaint, one pass.
  private func shrunk(_ bytes: [UInt8], _ options: CompileOptions) -> String {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for index in lines.indices.reversed() {
      var fewer = lines
      fewer.remove(at: index)
      if complaint(Array(fewer.joined(separator: [0x0A])), options) != nil { lines = fewer }
    }
    return String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
  }

  @Test(arguments: 0..<shards)
  func damagedSpecsAreJudged(_ shard: Int) throws {
    let count = Int(RobustnessTests.number("ASHLAR_MUTATIONS", unless: 1_000))
    let seed = RobustnessTests.number("ASHLAR_SEED", unless: 20_260_101) &+ UInt64(shard)
    let victims = try Victim.all()
    var random = SeededRandom(seed: seed)
    // Should a text trap, it is found here.
    let last = Checkout.root.appendingPathComponent(".build/last-mutation-\(shard).yml")
    Suites.announce(
      "\(count / RobustnessTests.shards) mutations of \(victims.count) specs from seed \(seed)")
    var compiled = 0
    for index in 0..<count / RobustnessTests.shards {
      let victim = victims[Int.random(in: 0..<victims.count, using: &random)]
      let bytes = Mutation.mutate(victim.bytes, &random)
      try Data(bytes).write(to: last)
      if !hasErrors(findings(bytes, victim.options)) { compiled += 1 }
      guard let complaint = complaint(bytes, victim.options) else { continue }
      Issue.record(
        "seed \(seed), mutation \(index) of \(victim.name): \(complaint)\n\(shrunk(bytes, victim.options))"
      )
      return
    }
    // Were nearly all refused at once, nothing behind the reader would have been tried.
    #expect(compiled * 20 > count / RobustnessTests.shards, "only \(compiled) texts were compiled")
  }

  /// The large spec ends at every byte, the good examples at every line.
  @Test func specsCutAnywhereAreJudged() throws {
    for victim in try Victim.all() {
      let isLarge = victim.name == "large"
      for length in 0..<victim.bytes.count
      where isLarge || victim.bytes[length] == 0x0A {
        let complaint = complaint(Array(victim.bytes.prefix(length)), victim.options, runs: 1)
        #expect(complaint == nil, "\(victim.name) cut at byte \(length)")
      }
    }
  }

  @Test func theLargeSpecIsGood() {
    for environment in [nil, "prod", "test"] {
      let found = findings(
        Array(LargeSpec.text.utf8), CompileOptions(environment: environment)
      ).located.filter { $0.finding.code.severity == .error }
      #expect(found.map(\.finding.message) == [])
    }
  }

  /// Ten thousand components, each wrong in the same way: neither quadratic nor without end.
  @Test(.timeLimit(.minutes(20))) func manyFaultsTakeLittleTime() {
    var text = "service: shop\ncomplianceFramework: commercial\ncomponents:\n"
    for index in 0..<2_000 {
      text += "  - name: t\(index)\n    type: dynamodb-table\n    config: {partitionKye: 1}\n"
    }
    let found = findings(Array(text.utf8), CompileOptions())
    #expect(found.located.count + found.droppedCount >= 2_000)
  }
}
