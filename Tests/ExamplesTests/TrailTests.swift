// The trail of every example: each value of each template has an entry, and no entry is idle.

import Compiler
import Foundation
import Provenance
import TestKit
import Testing

@Suite struct TrailTests {
  @Test(arguments: ExampleRun.ready)
  func isTotalAndExact(_ run: ExampleRun) throws {
    for outcome in try run.outcomes() {
      let artifacts = try #require(outcome.artifacts)
      let trail = try Reading.json(
        try #require(artifacts.files.first { $0.path == "trail.json" }).bytes)
      for file in artifacts.files where file.isTemplate {
        let template = try Reading.json(file.bytes)
        let entries = trail.members(file.path).map(\.key)
        let covered = Set(entries)
        #expect(covered.count == entries.count, "a pointer has two entries")
        var used = Set<String>()
        for pointer in template.leafPointers {
          let cause = TrailTests.prefixes(of: pointer).first { covered.contains($0) }
          #expect(cause != nil, "\(pointer) of \(file.path) came from nowhere")
          if let cause { used.insert(cause) }
        }
        let idle = entries.filter { !used.contains($0) }
        #expect(idle == [], "\(file.path) has entries for nothing")
      }
    }
  }

  /// The pointer itself, then each that leads to it.
  static func prefixes(of pointer: String) -> [String] {
    var parts = pointer.split(separator: "/", omittingEmptySubsequences: false)
    var prefixes: [String] = []
    while parts.count > 1 {
      prefixes.append(parts.joined(separator: "/"))
      parts.removeLast()
    }
    return prefixes
  }

  /// A place in the spec is one that the spec has: its line and column lead to the pointer's node.
  @Test(arguments: ExampleRun.ready)
  func namesPlacesThatAreThere(_ run: ExampleRun) throws {
    for outcome in try run.outcomes() {
      let artifacts = try #require(outcome.artifacts)
      let trail = try Reading.json(
        try #require(artifacts.files.first { $0.path == "trail.json" }).bytes)
      let lines = String(decoding: outcome.source.bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for place in trail.places where trail.text("from", in: place) == "spec" {
        let line = try #require(Int(trail.text("line", in: place)))
        let column = try #require(Int(trail.text("column", in: place)))
        #expect(lines.indices.contains(line - 1))
        #expect(column <= lines[line - 1].count + 1)
      }
    }
  }
}
