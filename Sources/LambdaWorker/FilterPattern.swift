// The pattern of a filter: JSON in which the leaves are lists of what is accepted.

import Diagnostics
import JSONText
import Provenance

/// EVIDENCE: EventBridge user guide, "Comparison operators"; Lambda developer guide, "Using event
/// filtering with a DynamoDB event source".
struct FilterPattern {
  /// Why no record can match; nil when one may.
  let neverMatches: String?

  struct Fault: Error {
    let message: String
    let help: String
  }

  init(parsing text: String) throws(Fault) {
    var tree = Tree()
    var sink = Sink()
    let root: NodeID
    do throws(Reported) {
      root = try parseJSON(
        SourceFile(name: "pattern", bytes: Array(text.utf8)), into: &tree, sink: &sink)
    } catch {
      let reason = sink.findings.first?.message ?? "it cannot be read"
      throw Fault(
        message: "the pattern is not JSON: \(reason)",
        help: #"write JSON in single quotes: `'{"eventName": ["INSERT"]}'`"#)
    }
    guard tree.kind(of: root) == .mapping else {
      throw Fault(
        message: "the pattern is no JSON object",
        help: #"begin with what is compared: `{"eventName": ["INSERT"]}`"#)
    }
    var reader = PatternReader(tree: tree)
    try reader.read(object: root, path: [])
    neverMatches = reader.neverMatches
  }
}

private struct PatternReader {
  private static let operators: Set<String> = [
    "prefix", "suffix", "anything-but", "exists", "numeric", "equals-ignore-case", "wildcard",
    "cidr",
  ]
  /// What a record of a table's stream has (DynamoDB Streams API, `Record`), and Lambda adds.
  private static let recordKeys = [
    "eventID", "eventName", "eventVersion", "eventSource", "eventSourceARN", "awsRegion",
    "dynamodb", "userIdentity",
  ]
  private static let changeKeys = [
    "ApproximateCreationDateTime", "Keys", "NewImage", "OldImage", "SequenceNumber", "SizeBytes",
    "StreamViewType",
  ]
  /// The members of a record that are numbers, and not texts under `N`.
  private static let numbers: Set<String> = ["ApproximateCreationDateTime", "SizeBytes"]

  let tree: Tree
  var neverMatches: String?

  mutating func read(object: NodeID, path: [String]) throws(FilterPattern.Fault) {
    for entry in tree.entries(of: object) {
      let key = tree.text(of: entry.key)
      if key == "$or", tree.kind(of: entry.value) == .sequence {
        for choice in tree.children(of: entry.value) where tree.kind(of: choice) == .mapping {
          try read(object: choice, path: path)
        }
        continue
      }
      judge(key, under: path)
      switch tree.kind(of: entry.value) {
      case .mapping: try read(object: entry.value, path: path + [key])
      case .sequence: try read(list: entry.value, of: key)
      case .null, .boolean, .integer, .float, .string, .alias, .link:
        throw FilterPattern.Fault(
          message: "`\(key)` of the pattern is a single value, and patterns compare with lists",
          help: "put it in brackets: `[…]`")
      }
    }
  }

  private mutating func judge(_ key: String, under path: [String]) {
    let known =
      path.isEmpty
      ? PatternReader.recordKeys : path == ["dynamodb"] ? PatternReader.changeKeys : nil
    guard let known, !known.contains(key), neverMatches == nil else { return }
    let nearest = Suggestion.nearest(to: key, among: known).map { ", but `\($0)`" } ?? ""
    neverMatches = "a record has no `\((path + [key]).joined(separator: "."))`\(nearest)"
  }

  private mutating func read(list: NodeID, of key: String) throws(FilterPattern.Fault) {
    guard tree.count(of: list) > 0 else {
      throw FilterPattern.Fault(
        message: "`\(key)` of the pattern accepts nothing", help: "name a value in the brackets")
    }
    for element in tree.children(of: list) {
      switch tree.kind(of: element) {
      case .mapping: try read(operation: element, of: key)
      case .integer, .float:
        if !PatternReader.numbers.contains(key), neverMatches == nil {
          neverMatches = "numbers of an item are texts: write `[\"\(tree.text(of: element))\"]`"
        }
      case .sequence:
        throw FilterPattern.Fault(
          message: "`\(key)` of the pattern holds a list in a list",
          help: "write one list of all values that are accepted")
      case .null, .boolean, .string, .alias, .link: break
      }
    }
  }

  private mutating func read(operation: NodeID, of key: String) throws(FilterPattern.Fault) {
    for entry in tree.entries(of: operation) {
      let name = tree.text(of: entry.key)
      guard PatternReader.operators.contains(name) else {
        let nearest = Suggestion.nearest(to: name, among: PatternReader.operators.sorted())
        throw FilterPattern.Fault(
          message: "`\(name)` is no operator of patterns",
          help: nearest.map { "did you mean `\($0)`?" }
            ?? "known are "
            + PatternReader.operators.sorted().map { "`\($0)`" }.joined(separator: ", "))
      }
      if name == "numeric", !PatternReader.numbers.contains(key), neverMatches == nil {
        neverMatches = "numbers of an item are texts, which `numeric` does not compare"
      }
    }
  }
}
