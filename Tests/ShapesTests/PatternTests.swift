// Patterns: the suite's cases, the grammar one construct at a time, and the promise of linear time.

import Foundation
import Shapes
import Testing

struct MatchCase: Sendable, CustomTestStringConvertible {
  let pattern: String
  let accepted: [String]
  let refused: [String]

  init(_ pattern: String, _ accepted: [String], _ refused: [String]) {
    self.pattern = pattern
    self.accepted = accepted
    self.refused = refused
  }

  var testDescription: String { pattern }
}

@Suite struct PatternTests {
  /// The string cases of JSON-Schema-Test-Suite, `tests/draft2020-12/pattern.json`.
  static let suite = [
    MatchCase("^a*$", ["aaa"], ["abc"]),
    MatchCase("a+", ["xxaayy"], []),
    MatchCase("^\\p{Letter}+$", ["Hello", "π"], ["123"]),
  ]

  static let grammar = [
    MatchCase("", ["", "x"], []),
    MatchCase("abc", ["abc", "xabcx"], ["", "ab", "acb"]),
    MatchCase("^$", [""], ["a", "\n"]),
    MatchCase("^a|b$", ["ax", "xb"], ["xa", "bx"]),
    MatchCase("^(a|b)$", ["a", "b"], ["ab", "c", ""]),
    MatchCase("^(?:ab|cd)+$", ["ab", "abcd"], ["a", "abc"]),
    MatchCase("^(|a)b$", ["b", "ab"], ["aab"]),
    MatchCase("^a?b+c*$", ["b", "abbcc"], ["a", "aab"]),
    MatchCase("^a{3}$", ["aaa"], ["aa", "aaaa"]),
    MatchCase("^a{2,}$", ["aa", "aaaaa"], ["a"]),
    MatchCase("^a{0,2}$", ["", "a", "aa"], ["aaa"]),
    MatchCase("^a{0}$", [""], ["a"]),
    MatchCase("^(a{2}){2}$", ["aaaa"], ["aaa", "aaaaa"]),
    MatchCase("^(a*)*$", ["", "aaa"], ["b"]),
    MatchCase("^(a*?b)+?$", ["b", "aabab"], ["a"]),
    MatchCase("^.$", ["a", "é", "😀", "\t"], ["", "\n", "\u{2028}", "ab"]),
    MatchCase("^[a-c]$", ["a", "b", "c"], ["d", "-", ""]),
    MatchCase("^[^a-c]$", ["d", "😀", "\n"], ["a", "b", ""]),
    MatchCase("^[-a]$", ["-", "a"], ["b"]),
    MatchCase("^[a-]$", ["-", "a"], ["b"]),
    MatchCase("^[\\w-.]$", ["-", ".", "q", "_"], [" "]),
    MatchCase("^[a-\\d]$", ["-", "a", "7"], ["b"]),
    MatchCase("^[\\]\\\\^]$", ["]", "\\", "^"], ["["]),
    MatchCase("^[\\D]$", ["a", "π"], ["1"]),
    MatchCase("^[^\\W]$", ["a", "_"], ["-", "π"]),
    MatchCase("^[]$", [], ["", "a"]),
    MatchCase("^[^]$", ["a", "\n"], [""]),
    MatchCase("^\\d\\D$", ["1a", "1π"], ["11", "٣a"]),
    MatchCase("^\\w\\W$", ["a-", "_é"], ["ab", "é-"]),
    MatchCase("^\\s\\S$", [" a", "\u{FEFF}a", "\u{A0}b"], ["  ", "aa"]),
    MatchCase("^\\.\\-\\/\\t\\n\\\\$", [".-/\t\n\\"], ["a-/\t\n\\"]),
    MatchCase("^\\u00e9\\x41\\ud83d\\ude00$", ["éA😀"], ["eA😀"]),
    MatchCase("^\\p{N}\\p{Nd}$", ["½3", "33"], ["3½"]),
    MatchCase("^\\p{digit}+$", ["42", "٣"], ["½"]),
    MatchCase("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", ["Straße 9", ""], ["a,b", "#"]),
    MatchCase("^\\P{L}[^\\p{L}]$", ["1-"], ["aa", "1a"]),
    MatchCase("^}]$", ["}]"], ["}"]),
    MatchCase("^sg-([0-9a-f]{8}|[0-9a-f]{17})$", ["sg-0123abcd"], ["sg-0123abcde", "sg-xyz"]),
  ]

  @Test(arguments: suite + grammar)
  func findsWhatThePatternSays(_ sample: MatchCase) throws {
    let pattern = try Pattern(sample.pattern)
    for text in sample.accepted { #expect(pattern.matches(text), "should match: \(text)") }
    for text in sample.refused { #expect(!pattern.matches(text), "should not match: \(text)") }
    #expect(pattern.source == sample.pattern)
  }

  @Test(arguments: [
    "(", ")", "(a", "a)", "[a", "[b-a]", "*", "+a", "a**", "a{", "a{}", "a{2", "a{3,2}", "a{9999}",
    "{2}", "^*", "\\", "\\1", "\\q", "\\b", "\\u12", "\\ud83d", "\\p{Greek}", "\\pL", "(?=a)",
    "(?!a)", "(?<n>a)", "(a{5000}){5000}", "((((((a{90}){90}){90}){90}){90}){90})",
    String(repeating: "(", count: 100) + String(repeating: ")", count: 100),
  ])
  func refusesWhatItCannotRun(_ text: String) {
    #expect(throws: PatternError.self) { try Pattern(text) }
  }

  @Test func saysWhereThePatternIsWrong() throws {
    let error = #expect(throws: PatternError.self) { try Pattern("ab(?=c)") }
    #expect(error?.offset == 4)
    #expect(error?.message.contains("look-around") == true)
  }

  @Test func readsBrokenBytesAsReplacementCharacters() throws {
    #expect(try Pattern("^a.b$").matches([0x61, 0xFF, 0x62]))
    #expect(try !Pattern("^ab$").matches([0x61, 0xFF, 0x62]))
  }

  /// Classic traps of backtracking engines; each would take years there.
  @Test(
    .timeLimit(.minutes(20)),
    arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y", "^(.*)*$a", "^((){1000}){1000}b"])
  func staysLinear(_ text: String) throws {
    let pattern = try Pattern(text)
    #expect(!pattern.matches(String(repeating: "a", count: 20_000) + "!"))
  }

  /// Against a naive matcher that tries every way, on all short texts over two letters.
  @Test(arguments: ["(a|b)*abb", "a*b?a", "(ab|a)(b|ba)*", "a{1,2}b{2}|ba*", "(a?b?){2}a", "[^a]b"])
  func agreesWithFoundation(_ text: String) throws {
    let pattern = try Pattern("^(?:\(text))$")
    let reference = try NSRegularExpression(pattern: "^(?:\(text))$")
    for length in 0...7 {
      for bits in 0..<(1 << length) {
        let sample = String((0..<length).map { bits >> $0 & 1 == 0 ? "a" : "b" as Character })
        let range = NSRange(location: 0, length: length)
        let expected = reference.firstMatch(in: sample, range: range) != nil
        #expect(pattern.matches(sample) == expected, "\(sample)")
      }
    }
  }
}
