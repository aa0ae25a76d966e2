// What the shapes demand of a value, and how its breach is said.

import Shapes

/// The constraints of one shape; the generated file makes one for each shape that has any.
struct Rule: Sendable {
  var min: Int?
  var max: Int?
  var pattern: NamePattern?
  var among: [String] = []
  /// Whether an ARN may stand for the name.
  var takesARN = false
  private var inner: [Inner] = []

  private struct Inner: Sendable {
    enum Part: Sendable { case element, key, value }
    let part: Part
    let rule: Rule
  }

  static let none = Rule()

  init(
    min: Int? = nil, max: Int? = nil, pattern: NamePattern? = nil, among: [String] = [],
    takesARN: Bool = false, element: Rule? = nil, key: Rule? = nil, value: Rule? = nil
  ) {
    self.min = min
    self.max = max
    self.pattern = pattern
    self.among = among
    self.takesARN = takesARN
    for (part, rule) in [(Inner.Part.element, element), (.key, key), (.value, value)] {
      if let rule { inner.append(Inner(part: part, rule: rule)) }
    }
  }

  var element: Rule? { inner.first { $0.part == .element }?.rule }
  var key: Rule? { inner.first { $0.part == .key }?.rule }
  var value: Rule? { inner.first { $0.part == .value }?.rule }

  var isEmpty: Bool {
    min == nil && max == nil && pattern == nil && among.isEmpty && inner.isEmpty
  }

  /// A pattern of the shapes, which matches whole texts.
  struct NamePattern: Sendable {
    let written: String
    private let compiled: Pattern

    init(_ written: String) {
      self.written = written
      do throws(PatternError) {
        // Anchors are left where the shape has its own; none of the shapes has alternatives, which
        // anchors would not hold together.
        compiled = try Pattern(written.hasPrefix("^") ? written : "^\(written)$")
      } catch {
        preconditionFailure("the pattern \(written) of the shapes is malformed")
      }
    }

    func matches(_ text: String) -> Bool { compiled.matches(text.utf8) }
  }
}

// MARK: - Wording

/// EVIDENCE: ValidationException as captured from the service.
extension Rule {
  static let notNull = "Member must not be null"
  static func atMost(_ count: Int) -> String {
    "Member must have length less than or equal to \(count)"
  }
  static func atLeast(_ count: Int) -> String {
    "Member must have length greater than or equal to \(count)"
  }
  static func valueAtMost(_ value: Int) -> String {
    "Member must have value less than or equal to \(value)"
  }
  static func valueAtLeast(_ value: Int) -> String {
    "Member must have value greater than or equal to \(value)"
  }
  static func matching(_ pattern: String) -> String {
    "Member must satisfy regular expression pattern: \(pattern)"
  }
  static func oneOf(_ values: [String]) -> String {
    "Member must satisfy enum value set: [\(values.joined(separator: ", "))]"
  }

  /// Everything the rule demands, as it is listed for elements, keys and values.
  var all: String {
    var texts: [String] = []
    if let max { texts.append(Rule.atMost(max)) }
    if let min { texts.append(Rule.atLeast(min)) }
    if let pattern { texts.append(Rule.matching(pattern.written)) }
    if !among.isEmpty { texts.append(Rule.oneOf(among)) }
    return "[\(texts.joined(separator: ", "))]"
  }

  func breaches(ofLength count: Int) -> [String] {
    if let min, count < min { return [Rule.atLeast(min)] }
    if let max, count > max { return [Rule.atMost(max)] }
    return []
  }
}
