// A case of the public yaml-test-suite: its text with the visible marks made invisible again.

import Foundation
import Provenance
import TestKit

struct SuiteCase: Sendable {
  /// The file's name, and the case's number in it where there are several.
  let id: String
  let yaml: [UInt8]
  /// The documents as JSON texts one after another; nil where JSON cannot say it.
  let json: String?
  let mustFail: Bool

  static func all() throws -> [SuiteCase] {
    try Suites.files(of: "yaml-test-suite", ending: ".yaml").flatMap { try cases(in: $0) }
  }

  private static func cases(in file: URL) throws -> [SuiteCase] {
    let reading = Reading(bytes: [UInt8](try Data(contentsOf: file)))
    let name = String(file.lastPathComponent.dropLast(5))
    guard let root = reading.root else {
      throw SuiteFault(description: "\(name) cannot be read: \(reading.lines)")
    }
    let nodes = Array(reading.tree.children(of: root))
    var cases: [SuiteCase] = []
    for (position, node) in nodes.enumerated() {
      func text(_ key: String) -> String? {
        reading.tree.value(key, in: node).map { reading.tree.text(of: $0) }
      }
      guard text("skip") == nil else { continue }
      let mustFail = text("fail") == "true"
      // What a later case does not state it takes from the one before.
      let json = mustFail ? nil : text("json") ?? cases.last?.json
      guard let yaml = text("yaml") ?? cases.last.map({ String(decoding: $0.yaml, as: UTF8.self) })
      else { throw SuiteFault(description: "\(name) has no text") }
      cases.append(
        SuiteCase(
          id: nodes.count == 1 ? name : "\(name)-\(position + 1)", yaml: unmarked(yaml),
          json: json.map { String(decoding: unmarked($0), as: UTF8.self) }, mustFail: mustFail))
    }
    return cases
  }

  /// The suite shows what is invisible: `␣` a space, `»` a tab, `↵` a line's end, `∎` no line's
  /// end.
  private static func unmarked(_ text: String) -> [UInt8] {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "␣": out.append(" ")
      case "»":
        while out.last == "—" { out.removeLast() }
        out.append("\t")
      case "↵": break
      case "←": out.append("\r")
      case "⇔": out.append("\u{FEFF}")
      default: out.append(scalar)
      }
    }
    if out.last == "\n", out.dropLast().last == "∎" { out.removeLast(2) }
    return Array(String(out).utf8)
  }
}

struct SuiteFault: Error, CustomStringConvertible {
  let description: String
}
