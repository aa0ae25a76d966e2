// A text within another, against the plainest way to find it.

import AWSNames
import Foundation
import Testing

@Test(arguments: [
  ("", "", true), ("a", "", true), ("", "a", false), ("arn:aws:kms:x:1:alias/a", ":alias/", true),
  ("aab", "ab", true), ("aaab", "aab", true), ("ab", "abc", false), ("é", "\u{E9}", true),
  ("table/x/index/*", "/index/*", true), ("xx", "xxx", false), ("abab", "bab", true),
])
func findsAText(text: String, part: String, isThere: Bool) {
  #expect(text.holds(part) == isThere)
}

@Test func findsWhatFoundationFinds() {
  let letters = ["a", "b", ":"]
  func words(_ length: Int) -> [String] {
    length == 0 ? [""] : words(length - 1).flatMap { word in letters.map { word + $0 } }
  }
  for text in (0...6).flatMap(words) {
    for part in (1...3).flatMap(words) {
      #expect(text.holds(part) == (text.range(of: part) != nil), "\(part) in \(text)")
    }
  }
}
