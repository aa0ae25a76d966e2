// A Swift file as the tidy tests read it: its lines, and the same lines without strings and
// comments.

import Foundation
import TestKit

struct SourceText: Sendable, CustomStringConvertible {
  let path: String
  let lines: [String]
  /// Line for line, with comments and the insides of strings blanked.
  let code: [String]

  var description: String { path }

  var isGenerated: Bool { path.hasSuffix("+Generated.swift") }

  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Comments as they are, code without the insides of its strings: a string may have to be long.
  var measuredLines: [String] {
    zip(lines, code).map { $1.allSatisfy { $0 == " " } ? $0 : $1 }
  }

  static func below(_ folder: String) -> [SourceText] {
    Checkout.paths(below: folder).filter { $0.hasSuffix(".swift") }.map { path in
      do { return SourceText(path: path, text: try Checkout.text(path)) } catch {
        preconditionFailure("\(path) cannot be read")
      }
    }
  }

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    code = SourceText.blanked(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The text with the same line breaks, in which what is no code is left out; a line inside a
  /// string
  /// begins with a quotation mark.
  static func blanked(_ text: String) -> String {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    func starts(_ prefix: String) -> Bool { rest.starts(with: prefix.utf8) }
    func skip(to end: String, keepingEscapes: Bool, markingLines mark: String) {
      while !rest.isEmpty, !starts(end) {
        if keepingEscapes, rest.first == UInt8(ascii: "\\") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "\n") { out += Array("\n\(mark)".utf8) }
        if !rest.isEmpty { rest.removeFirst() }
      }
      rest = rest.dropFirst(end.utf8.count)
    }
    while let byte = rest.first {
      let hashes = rest.prefix { $0 == UInt8(ascii: "#") }.count
      if starts("//") {
        rest = rest.drop { $0 != UInt8(ascii: "\n") }
      } else if starts("/*") {
        skip(to: "*/", keepingEscapes: false, markingLines: "")
      } else if rest.dropFirst(hashes).first == UInt8(ascii: "\"") {
        rest = rest.dropFirst(hashes)
        let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
        rest = rest.dropFirst(quotes.utf8.count)
        let end = quotes + String(repeating: "#", count: hashes)
        out += Array("\"\"".utf8)
        skip(to: end, keepingEscapes: hashes == 0, markingLines: "\"")
      } else {
        out.append(byte)
        rest.removeFirst()
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Where `func`, `init` and `deinit` begin and end, by the indentation the formatter gives them.
  var functions: [(name: String, first: Int, length: Int)] {
    var functions: [(name: String, first: Int, length: Int)] = []
    for (index, line) in code.enumerated() {
      let words = line.split { " (<".contains($0) }.map(String.init)
      guard
        let place = words.firstIndex(where: { ["func", "init", "init?", "deinit"].contains($0) }),
        words[..<place].allSatisfy({ SourceText.modifiers.contains($0) })
      else { continue }
      let indentation = String(line.prefix { $0 == " " })
      guard
        let end = code[index...].firstIndex(where: { $0.hasPrefix(indentation + "}") }),
        !code[index...end].dropFirst().contains(where: { opens($0, at: indentation) })
      else { continue }
      let name = words[place] == "func" ? words[place + 1] : words[place]
      functions.append((name, index + 1, end - index + 1))
    }
    return functions
  }

  private static let modifiers: Set = [
    "package", "public", "private", "fileprivate", "internal", "static", "mutating", "override",
    "@discardableResult", "@main", "nonisolated", "consuming", "borrowing", "unsafe", "@inline",
  ]

  /// A one-line function's end is not the next brace below it.
  private func opens(_ line: String, at indentation: String) -> Bool {
    line.hasPrefix(indentation) && !line.hasPrefix(indentation + " ")
      && !line.hasPrefix(indentation + "}") && !line.hasPrefix(indentation + ")")
      && line.count > indentation.count
  }
}
