// Reads the tape of a request into typed values, and gathers what the shapes do not allow.

import TableItems

/// JSON of a wrong form ends the reading at once; breaches of constraints are gathered and said
/// together; what is wrong with attribute values comes last.
struct WireDecoder {
  private let tape: JSONTape
  private var path: [Step] = []
  private var violations: [String] = []
  /// A table's name that cannot be one is reported alone.
  private var nameViolations: [String] = []
  private var missingName: String?
  var valueFault: WireFault?

  private enum Step {
    case member(StaticString)
    case element(Int)
    case key(String)
  }

  private init(_ tape: JSONTape) {
    self.tape = tape
  }

  /// The whole of a request.
  static func decode<Input: WireInput>(
    _ type: Input.Type, from bytes: [UInt8], _ range: Range<Int>
  ) throws(WireFault) -> Input {
    let tape: JSONTape
    do throws(JSONFault) { tape = try JSONTape(bytes, range) } catch {
      throw .serialization(nil)
    }
    var decoder = WireDecoder(tape)
    let input = try Input(&decoder, 0)
    try decoder.finish()
    return input
  }

  private func finish() throws(WireFault) {
    if let missingName {
      throw .validation(
        "The parameter '\(missingName)' is required but was not present in the request")
    }
    let reported = nameViolations.isEmpty ? violations : nameViolations
    if !reported.isEmpty {
      let noun = reported.count == 1 ? "error" : "errors"
      throw .validation(
        "\(reported.count) validation \(noun) detected: " + reported.joined(separator: "; "))
    }
    if let valueFault { throw valueFault }
  }

  // MARK: - Members of structures

  /// Where the members are that have these names; others are passed over, as the service does.
  mutating func locate<let count: Int>(
    _ node: Int, _ names: InlineArray<count, StaticString>, _ found: inout InlineArray<count, Int>
  ) throws(WireFault) {
    guard tape.tokens[node].kind == .object else { throw unexpected(node, as: "structure") }
    let end = Int(tape.tokens[node].next)
    var cursor = node + 1
    while cursor < end {
      let key = tape.tokens[cursor]
      let value = cursor + 1
      cursor = Int(tape.tokens[value].next)
      for index in 0..<count where isCalled(names[index], key) {
        found[index] = value
        break
      }
    }
  }

  private func isCalled(_ name: StaticString, _ key: JSONTape.Token) -> Bool {
    let start = Int(key.start)
    guard name.utf8CodeUnitCount == Int(key.end) - start else { return false }
    return name.withUTF8Buffer { wanted in
      for index in 0..<wanted.count {
        guard unsafe wanted[index] == tape.bytes[start + index] else { return false }
      }
      return true
    }
  }

  /// A member that may be absent; null is absence. `name` is as messages show it.
  mutating func optional<Value: WireInput>(
    _ node: Int, _ name: StaticString, _ rule: Rule = .none
  ) throws(WireFault) -> Value? {
    guard node >= 0, tape.tokens[node].kind != .null else { return nil }
    path.append(.member(name))
    let value = try Value(&self, node)
    if !rule.isEmpty { note(value.breaches(of: rule), of: node, rule) }
    path.removeLast()
    return value
  }

  /// A member that must be there; `placeholder` is never seen, since its absence is a violation.
  mutating func required<Value: WireInput>(
    _ node: Int, _ name: StaticString, _ rule: Rule = .none, _ placeholder: Value
  ) throws(WireFault) -> Value {
    if let value: Value = try optional(node, name, rule) { return value }
    path.append(.member(name))
    violations.append("Value null at '\(place)' failed to satisfy constraint: \(Rule.notNull)")
    path.removeLast()
    return placeholder
  }

  /// A member whose absence has a message of its own.
  mutating func named(
    _ node: Int, _ parameter: StaticString, _ name: StaticString, _ rule: Rule
  ) throws(WireFault) -> String {
    if let value: String = try optional(node, name, rule) { return value }
    missingName = parameter.description
    return ""
  }

  private mutating func note(_ breaches: [String], of node: Int, _ rule: Rule) {
    for breach in breaches {
      let text =
        "Value '\(shown(node))' at '\(place)' failed to satisfy constraint: \(breach)"
      if path.count == 1, isAt("tableName") {
        nameViolations.append(text)
      } else {
        violations.append(text)
      }
    }
  }

  /// Whether the innermost member being read has this name.
  func isAt(_ name: StaticString) -> Bool {
    guard case .member(let last)? = path.last else { return false }
    return last.utf8CodeUnitCount == name.utf8CodeUnitCount
      && last.description == name.description
  }

  /// `keySchema.1.member.attributeName`
  private var place: String {
    var text = ""
    for step in path {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + name.description
      case .element(let index): text += ".\(index + 1).member"
      case .key(let key): text += ".\(key).member"
      }
    }
    return text
  }

  // MARK: - Collections

  mutating func elements(
    of node: Int, _ read: (inout WireDecoder, Int) throws(WireFault) -> Void
  ) throws(WireFault) {
    guard tape.tokens[node].kind == .array else { throw unexpected(node, as: "list") }
    let end = Int(tape.tokens[node].next)
    var cursor = node + 1
    var index = 0
    while cursor < end {
      if tape.tokens[cursor].kind != .null {
        path.append(.element(index))
        try read(&self, cursor)
        path.removeLast()
      }
      cursor = Int(tape.tokens[cursor].next)
      index += 1
    }
  }

  mutating func members(
    of node: Int, _ read: (inout WireDecoder, String, Int) throws(WireFault) -> Void
  ) throws(WireFault) {
    guard tape.tokens[node].kind == .object else { throw unexpected(node, as: "map") }
    let end = Int(tape.tokens[node].next)
    var cursor = node + 1
    while cursor < end {
      let key = String(decoding: content(cursor), as: UTF8.self)
      let value = cursor + 1
      if tape.tokens[value].kind != .null {
        path.append(.key(key))
        try read(&self, key, value)
        path.removeLast()
      }
      cursor = Int(tape.tokens[value].next)
    }
  }
}

// MARK: - Scalars

extension WireDecoder {
  func kind(_ node: Int) -> JSONTape.Kind { tape.tokens[node].kind }

  func next(_ node: Int) -> Int { Int(tape.tokens[node].next) }

  /// The text of a string, without its escapes.
  func content(_ node: Int) -> ArraySlice<UInt8> {
    let token = tape.tokens[node]
    let text = tape.bytes[Int(token.start)..<Int(token.end)]
    return token.isIntricate ? JSONEscape.resolve(text)[...] : text
  }

  func text(_ node: Int) throws(WireFault) -> String {
    guard kind(node) == .string else { throw unexpected(node, as: "String") }
    return String(decoding: content(node), as: UTF8.self)
  }

  func boolean(_ node: Int) throws(WireFault) -> Bool {
    switch kind(node) {
    case .trueValue: return true
    case .falseValue: return false
    default: throw unexpected(node, as: "Boolean")
    }
  }

  /// What has a fraction loses it; what is too large becomes the largest, as in the service's own
  /// conversion.
  func integer(_ node: Int) throws(WireFault) -> Int {
    guard kind(node) == .number else { throw unexpected(node, as: "Long") }
    let token = tape.tokens[node]
    let digits = String(decoding: tape.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    if let value = Int(digits) { return value }
    let value = Double(digits) ?? 0
    return Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
  }

  func double(_ node: Int) throws(WireFault) -> Double {
    guard kind(node) == .number else { throw unexpected(node, as: "Double") }
    let token = tape.tokens[node]
    let digits = String(decoding: tape.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    return Double(digits) ?? 0
  }

  func unexpected(_ node: Int, as type: String) -> WireFault {
    let token = tape.tokens[node]
    switch (token.kind, type) {
    case (.object, _): return .serialization(SerializationWording.structureExpectedNot)
    case (.array, _): return .serialization(SerializationWording.listExpectedNot)
    case (_, "structure"), (_, "list"), (_, "map"):
      return .serialization(SerializationWording.fieldType)
    default:
      return .serialization(
        SerializationWording.cannotConvert(token.kind, isIntricate: token.isIntricate, to: type))
    }
  }

  /// As messages show a value: texts without quotes, collections as `[a, b]` and `{k=v}`.
  private func shown(_ node: Int) -> String {
    let end = next(node)
    switch kind(node) {
    case .string: return String(decoding: content(node), as: UTF8.self)
    case .array:
      var parts: [String] = []
      var cursor = node + 1
      while cursor < end {
        parts.append(shown(cursor))
        cursor = next(cursor)
      }
      return "[\(parts.joined(separator: ", "))]"
    case .object:
      var parts: [String] = []
      var cursor = node + 1
      while cursor < end {
        parts.append("\(shown(cursor))=\(shown(cursor + 1))")
        cursor = next(cursor + 1)
      }
      return "{\(parts.joined(separator: ", "))}"
    default:
      let token = tape.tokens[node]
      return String(decoding: tape.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }
  }
}
