// Faults of the grammar, said so that a newcomer finds the line to change.

import TestKit
import Testing

@Suite struct SyntaxHelpTests {
  @Test(arguments: [
    "service:shop\nregion: us-east-1\n",
    "a: b\n\nservice:shop\n\nregion: us-east-1\n",
    "a: b\nservice:shop\n",
    "list:\n  - name:orders\n    type: t\n",
    "é: ü\nservice:shöp\nb: c\n",
  ])
  func findsTheMissingSpace(_ text: String) {
    let lines = Reading(text).lines
    #expect(lines.contains("help: write a space after the `:`"), "\(lines)")
    #expect(lines.contains("this `:` has no space after it"), "\(lines)")
  }

  @Test func referencesBetweenBracketsNeedQuotes() {
    for text in ["a: {b: ${c.d}}\n", "é: [${c.d}]\n"] {
      #expect(
        Reading(text).lines.contains("a reference stands without quotes between brackets"))
    }
    #expect(Reading("a: ${c.d}\n").root != nil)
    #expect(Reading("a: {b: \"${c.d}\"}\n").root != nil)
  }

  @Test(arguments: [
    "service: shop\nregion: a: b\n", "url:\n  http://a.b\nb: c: d\n", "a: b\nAWS::Region\nc: d\n",
  ])
  func blamesNoOtherLine(_ text: String) {
    #expect(!Reading(text).lines.contains("help: write a space after the `:`"))
  }

  @Test func keysAreNotEndless() {
    let name = String(repeating: "a", count: 1100)
    #expect(
      Reading("a: b\n\(name): 5\n").lines.contains("a key is longer than 1024 characters"))
    #expect(
      !Reading("a: \(name): 5\n").lines.contains("a key is longer than 1024 characters"))
  }

  @Test func doubledKeysMayBeginAnEntry() {
    let help = "help: keep one of the two, or begin a new entry with `- `"
    #expect(Reading("- name: a\n  name: b\n").lines.contains(help))
    #expect(!Reading("name: a\nname: b\n").lines.contains(help))
    #expect(!Reading("- size: 1\n  size: 2\n").lines.contains(help))
  }
}
