// Patterns, numbers, moments, addresses and bytes, each through the operator that compares them.

import IAMPolicy
import TestKit
import Testing

@Suite struct ValueTests {
  private func holds(_ comparison: String, _ listed: String, _ value: String) throws -> Bool {
    func quoted(_ text: String) -> String {
      text.hasPrefix("[") ? text : "\"\(text)\""
    }
    return try Sample(
      condition: "{\"\(comparison)\": {\"k\": \(quoted(listed))}}",
      context: "{\"K\": \(quoted(value))}"
    ).isAllowed()
  }

  @Test(arguments: [
    ("NumericEquals", "10", "10.0", true), ("NumericEquals", "0", "-0", true),
    ("NumericEquals", "1e3", "1000", true), ("NumericEquals", "0.1", "0.10", true),
    ("NumericEquals", "100000000000000000000000001", "100000000000000000000000000", false),
    ("NumericLessThan", "-1", "-1.5", true), ("NumericLessThan", "9", "10", false),
    ("NumericLessThan", "0", "-0.0001", true), ("NumericGreaterThan", "0.009", "0.01", true),
    ("NumericGreaterThanEquals", "7", "7", true), ("NumericLessThanEquals", "7", "7.0001", false),
    ("NumericNotEquals", "7", "8", true), ("NumericNotEquals", "7", "seven", false),
    ("NumericEquals", "7", "", false), ("NumericEquals", "7", " 7", false),
  ])
  func numbers(_ comparison: String, _ listed: String, _ value: String, _ expected: Bool) throws {
    #expect(try holds(comparison, listed, value) == expected)
  }

  @Test(arguments: [
    ("DateEquals", "2026-01-01T00:00:00Z", "1767225600", true),
    ("DateEquals", "2026-01-01", "2026-01-01T01:00+01:00", true),
    ("DateEquals", "2026", "2026-01-01T00:00:00.000Z", true),
    ("DateEquals", "2024-02-29", "1709164800", true), ("DateEquals", "1969-12-31", "-86400", true),
    ("DateEquals", "1900-03-01", "1900-02-28T24:00Z", false),
    ("DateEquals", "0001-01-01", "-62135596800", true),
    ("DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59.999Z", true),
    ("DateLessThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false),
    ("DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", true),
    ("DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z", true),
    ("DateGreaterThanEquals", "2026-07", "2026-06-30T23:59:60Z", true),
    ("DateNotEquals", "2026", "2025", true), ("DateNotEquals", "2026", "tomorrow", false),
  ])
  func moments(_ comparison: String, _ listed: String, _ value: String, _ expected: Bool) throws {
    #expect(try holds(comparison, listed, value) == expected)
  }

  @Test(arguments: [
    ("IpAddress", "203.0.113.0/24", "203.0.113.255", true),
    ("IpAddress", "203.0.113.77/24", "203.0.113.1", true),
    ("IpAddress", "203.0.113.0/24", "203.0.114.0", false),
    ("IpAddress", "203.0.113.7", "203.0.113.7", true), ("IpAddress", "0.0.0.0/0", "9.9.9.9", true),
    ("IpAddress", "2001:db8::/32", "2001:db8:ffff::1", true),
    ("IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678:a:b:c:d", true),
    ("IpAddress", "2001:db8::/32", "2001:db9::", false), ("IpAddress", "::/0", "1.2.3.4", false),
    ("IpAddress", "::ffff:1.2.3.4", "::ffff:102:304", true),
    ("IpAddress", "::1", "0:0:0:0:0:0:0:1", true),
    ("NotIpAddress", "203.0.113.0/24", "198.51.100.1", true),
    ("NotIpAddress", "203.0.113.0/24", "203.0.113.1", false),
    ("NotIpAddress", "203.0.113.0/24", "nowhere", false),
    ("IpAddress", "203.0.113.0/24", "203.0.113.0/25", false),
  ])
  func addresses(
    _ comparison: String, _ listed: String, _ value: String, _ expected: Bool
  ) throws {
    #expect(try holds(comparison, listed, value) == expected)
  }

  @Test(arguments: [
    ("Bool", "true", "TRUE", true), ("Bool", "false", "true", false), ("Bool", "true", "1", false),
    ("BinaryEquals", "QUJD", "QUJD", true), ("BinaryEquals", "QUI=", "QUI=", true),
    ("BinaryEquals", "QQ==", "QR==", false), ("BinaryEquals", "QUJD", "qujd", false),
    ("StringEquals", "a*", "a*", true), ("StringEquals", "a*", "ab", false),
    ("StringEquals", "a", "A", false), ("StringEqualsIgnoreCase", "Ärger", "äRGER", true),
    ("StringNotEqualsIgnoreCase", "a", "A", false), ("StringLike", "a*c", "abcbc", true),
    ("StringLike", "a?c", "aéc", true), ("StringLike", "a??c", "aéc", false),
    ("StringLike", "?", "😀", true), ("StringLike", "*?", "", false), ("StringLike", "", "", true),
    ("StringLike", "*b?", "abab é b😀", true), ("StringNotLike", "a*", "b", true),
    ("ArnLike", "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/a/b", true),
    ("ArnEquals", "arn:*:iam::*:role/a?", "arn:aws:iam::111122223333:role/ab", true),
    ("ArnLike", "arn:aws:*:role/x", "arn:aws:iam::111122223333:role/x", false),
    ("ArnLike", "arn:aws:sns:*:1:t*", "arn:aws:sns:a:1:t:u:v", true),
    ("ArnLike", "arn:aws:sns:*:1:t", "arn:aws:sns:a:b:1:t", false), ("ArnLike", "*", "x", true),
    ("ArnNotLike", "arn:aws:iam::*:role/*", "role", true),
    ("ArnNotEquals", "arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a", false),
  ])
  func texts(_ comparison: String, _ listed: String, _ value: String, _ expected: Bool) throws {
    if comparison == "ArnLike", listed == "arn:aws:*:role/x" {
      // Four fields are no ARN, and refused.
      #expect(throws: Reading.Unreadable.self) { try holds(comparison, listed, value) }
    } else {
      #expect(try holds(comparison, listed, value) == expected)
    }
  }

  /// The plainest matcher there is, on patterns and texts of two letters.
  private func matches(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return matches(pattern.dropFirst(), text)
        || !text.isEmpty && matches(pattern, text.dropFirst())
    }
    guard let letter = text.first, first == "?" || first == letter else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }

  @Test func wildcardsMatchWhatThePlainestMatcherDoes() throws {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    Suites.announce("2000 wildcard patterns from seed \(seed)")
    var random = SeededRandom(seed: seed)
    var matchCount = 0
    for _ in 0..<2_000 {
      func text(_ letters: String, _ count: Int) -> String {
        String(
          (0..<Int.random(in: 0...count, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
          })
      }
      let pattern = text("ab**?é", 8)
      let value = text("abé", 10)
      let expected = matches(pattern[...], value[...])
      if expected { matchCount += 1 }
      #expect(
        try holds("StringLike", pattern, value) == expected, "`\(pattern)` and `\(value)`")
    }
    #expect(matchCount > 100)
  }

  /// A naive matcher would take longer than the world is old.
  @Test func manyWildcardsTakeNoTime() throws {
    let pattern = String(repeating: "*a", count: 2_000) + "*b"
    let value = String(repeating: "a", count: 20_000)
    let start = ContinuousClock().now
    #expect(try !holds("StringLike", pattern, value))
    let elapsed = ContinuousClock().now - start
    #expect(elapsed < .seconds(20))
  }
}
