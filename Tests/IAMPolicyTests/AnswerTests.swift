// Lines in, lines out: what `access` answers, and what it says of lines it cannot read.

import IAMPolicy
import Provenance
import TestKit
import Testing

@Suite struct AnswerTests {
  private func answer(_ line: String) -> (text: String, isAnswer: Bool) {
    let answer = AnswerLine.answer(
      to: SourceFile(name: "-", bytes: Array(line.utf8)), line: 7)
    return (String(decoding: answer.bytes, as: UTF8.self), answer.isAnswer)
  }

  private static let start = "{\"action\":\"a:b\",\"resource\":\"*\""
  private static let allow =
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"

  @Test func decisionsAreLines() {
    #expect(
      answer("\(Self.start)}").text == "{\"decision\":\"implicitDeny\",\"by\":[]}\n")
    #expect(
      answer("\(Self.start),\"identityPolicies\":[\(Self.allow)]}\r").text
        == "{\"decision\":\"allowed\",\"by\":[{\"policy\":\"identityPolicies/0\",\"statement\":\"0\"}]}\n"
    )
    // What is null says nothing.
    #expect(
      answer("\(Self.start),\"principal\":null,\"identityPolicies\":null,\"context\":null}")
        .isAnswer)
  }

  @Test(arguments: [
    ("", "", "JSON001"), ("nonsense", "", "JSON001"), ("[]", "", "IAM020"), ("{}", "", "IAM020"),
    ("{\"action\":\"a:b\",\"action\":\"a:b\",\"resource\":\"*\"}", "/action", "JSON002"),
    ("{\"action\":\"a:*\",\"resource\":\"*\"}", "/action", "IAM020"),
    ("{\"action\":1,\"resource\":\"*\"}", "/action", "IAM020"),
    ("{\"action\":\"a:b\",\"resource\":\"orders\"}", "/resource", "IAM020"),
    ("{\"action\":\"a:b\",\"resource\":\"arn:aws:s3::\"}", "/resource", "IAM020"),
    ("\(start),\"principal\":\"app\"}", "/principal", "IAM020"),
    ("\(start),\"principal\":\"arn:aws:iam::1:role/a\"}", "/principal", "IAM020"),
    ("\(start),\"principal\":\"arn:aws:s3:::bucket\"}", "/principal", "IAM020"),
    ("\(start),\"principalAccount\":\"1\"}", "/principalAccount", "IAM020"),
    ("\(start),\"resourceAccount\":123456789012}", "/resourceAccount", "IAM020"),
    ("\(start),\"context\":[]}", "/context", "IAM020"),
    ("\(start),\"context\":{\"k\":null}}", "/context/k", "IAM020"),
    ("\(start),\"context\":{\"k\":[\"a\",{}]}}", "/context/k/1", "IAM020"),
    ("\(start),\"context\":{\"k\":\"a\",\"K\":\"a\"}}", "/context/K", "IAM020"),
    ("\(start),\"identityPolicies\":\(allow)}", "/identityPolicies", "IAM020"),
    ("\(start),\"identityPolicies\":[\"{}\"]}", "/identityPolicies/0", "IAM001"),
    ("\(start),\"resourcePolicy\":\(allow)}", "/resourcePolicy", "IAM020"),
    ("\(start),\"serviceControlPolicies\":[\(allow)]}", "/serviceControlPolicies/0", "IAM020"),
    (
      "\(start),\"resourceControlPolicies\":[[\(allow)]]}",
      "/resourceControlPolicies/0/0/Statement/0", "IAM004"
    ),
    ("\(start),\"policies\":[]}", "/policies", "IAM020"),
    ("\(start),\"identitypolicies\":[]}", "/identitypolicies", "IAM020"),
  ])
  func badLinesAreAnswered(_ line: String, _ pointer: String, _ code: String) {
    let answer = answer(line)
    #expect(!answer.isAnswer)
    #expect(
      answer.text.hasPrefix("{\"error\":{\"line\":7,\"pointer\":\"\(pointer)\",\"message\":\""))
    #expect(answer.text.hasSuffix("\"code\":\"\(code)\"}}\n"))
  }

  @Test func linesHaveAnEnd() {
    let long = "\(Self.start),\"context\":{\"k\":\"\(String(repeating: "x", count: 1 << 20))\"}}"
    #expect(answer(long).text.contains("\"message\":\"the request is longer than 1048576 bytes\""))
    let deep = String(repeating: "[", count: 100_000)
    #expect(answer(deep).text.contains("\"code\":\"JSON003\""))
  }

  /// Whatever is done to a request, there is an answer.
  @Test func damagedLinesAreAnswered() {
    let seed: UInt64 = .random(in: 0...UInt64(UInt32.max))
    Suites.announce("3000 damaged requests from seed \(seed)")
    var random = SeededRandom(seed: seed)
    var requests = RandomRequest(seed: seed)
    let letters = Array("\"{}[]:,*?$/a1\\ \u{0}é".utf8)
    var answers = 0
    for _ in 0..<3_000 {
      let policies = requests.policies()
      var line = Array(
        "{\(requests.question().json)\(policies.isEmpty ? "" : ",")\(policies)}".utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line.remove(at: place)
        case 1: line[place] = letters[Int.random(in: 0..<letters.count, using: &random)]
        default: line.insert(letters[Int.random(in: 0..<letters.count, using: &random)], at: place)
        }
      }
      let answer = AnswerLine.answer(to: SourceFile(name: "-", bytes: line), line: 1)
      if answer.isAnswer { answers += 1 }
      #expect(answer.bytes.last == 0x0A)
      #expect(answer.bytes.starts(with: (answer.isAnswer ? "{\"decision\"" : "{\"error\"").utf8))
    }
    #expect((300..<2_900).contains(answers))
  }
}
