// Damage to a text, reproducible from a number.

import TestKit

enum Mutation {
  /// What YAML and our own references are written with, and some values at the edges.
  private static let tokens = [
    ":", ": ", "- ", "? ", "&a ", "*a", "*a ", "<<: *a\n", "<<: ", "[", "]", "{", "}", ",", "#",
    " #",
    "|\n", ">-\n", "'", "\"", "%", "@", "`", "!", "!!int ", "!Ref ", "---\n", "...\n", "\t", "  ",
    "\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "~", "null", "true", "no", "0",
    "-1",
    "1e999", "0x7fffffffffffffffff", "18446744073709551616", ".nan", "''", "é", "e\u{301}", "😀",
    "${",
    "}", "${env:stage}", "${envIs:prod}", "${orders.tableName}", "${AWS::Region}", "$${", "{}",
    "[]",
  ]

  /// Half of the texts get one change that YAML survives, so that what lies behind the reader is
  /// tried too; the others get one to four damages.
  static func mutate(_ text: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var text = text
    if Bool.random(using: &random) {
      change(&text, &random)
      return text
    }
    for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&text, &random) }
    return text
  }

  private static let values = [
    "x", "0", "1", "-1", "99999999", "1.5", "true", "''", "~", "[]", "{}", "[x, x]",
    "${AWS::Region}",
    "${orders.tableArn}", "\"$${x}\"", "PROVISIONED", "us-gov-west-1", "arn:aws:kms:x", "1.0e3",
  ]

  /// Another letter or digit, another value, one line less, one line more, two lines swapped.
  private static func change(_ text: inout [UInt8], _ random: inout SeededRandom) {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let place = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      guard let index = lines[place].indices.randomElement(using: &random) else { return }
      guard lines[place][index] >= 0x30, lines[place][index] != 0x3A else { return }
      let letters = Array("aZ09-_.".utf8)
      lines[place][index] = letters[Int.random(in: 0..<letters.count, using: &random)]
    case 1: lines.remove(at: place)
    case 2: lines.insert(lines[place], at: place)
    case 3: lines.swapAt(place, min(place + 1, lines.count - 1))
    default:
      guard let colon = lines[place].lastIndex(of: UInt8(ascii: ":")) else { return }
      let value = values[Int.random(in: 0..<values.count, using: &random)]
      lines[place] = lines[place][...colon] + Array(" \(value)".utf8)
    }
    text = Array(lines.joined(separator: [0x0A]))
  }

  private static func damage(_ text: inout [UInt8], _ random: inout SeededRandom) {
    guard !text.isEmpty else { return }
    let place = Int.random(in: 0..<text.count, using: &random)
    let stretch = place..<min(text.count, place + Int.random(in: 1...24, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: text.removeSubrange(stretch)
    case 2: text.insert(contentsOf: text[stretch], at: stretch.upperBound)
    case 3: swapLines(&text, &random)
    case 4: moveLine(&text, &random)
    default:
      let token = tokens[Int.random(in: 0..<tokens.count, using: &random)]
      text.insert(contentsOf: token.utf8, at: place)
    }
  }

  private static func swapLines(_ text: inout [UInt8], _ random: inout SeededRandom) {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let left = Int.random(in: 0..<lines.count, using: &random)
    let right = Int.random(in: 0..<lines.count, using: &random)
    lines.swapAt(left, right)
    text = Array(lines.joined(separator: [0x0A]))
  }

  /// A line twice, or a little further to the right or left.
  private static func moveLine(_ text: inout [UInt8], _ random: inout SeededRandom) {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let place = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: lines.insert(lines[place], at: place)
    case 1: lines[place] = [0x20, 0x20] + lines[place]
    default: lines[place] = lines[place].dropFirst(2)
    }
    text = Array(lines.joined(separator: [0x0A]))
  }
}
