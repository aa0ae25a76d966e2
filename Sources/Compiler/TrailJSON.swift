// trail.json: by file, JSON pointer by JSON pointer, where each value came from. An entry takes a
// line, so that a difference of two trails reads.

import CloudFormation
import JSONText
import Provenance

/// Total by construction: a value of a template cannot be made without its cause, and each leaf is
/// visited. A trail is the longest file of a stack, so nothing in it is worked out twice: what was
/// written for a node or a cause is copied when it comes again.
struct TrailJSON {
  private var places: PlaceTexts
  private var bytes: [UInt8] = []
  /// What stands between an entry and the one before.
  private var separator = TrailJSON.first
  /// The steps to the value at hand, escaped for pointers and for JSON.
  private var pointer: [UInt8] = []
  /// By first node: the last that was derived from it.
  private var derived: [Derived?]

  private struct Derived {
    let nodes: [NodeID]
    let note: String
    let text: [UInt8]
  }

  static func write(
    _ files: [TemplateFile], of tree: Tree, memory: inout PlaceMemory
  ) -> [UInt8] {
    var trail = TrailJSON(tree, memory: &memory)
    // Grown by doubling, it would be held twice where it is longest.
    trail.bytes.reserveCapacity(6 * files.reduce(0) { $0 + $1.bytes.count })
    for (position, file) in files.enumerated() {
      trail.append(position == 0 ? "{\n  \"" : ",\n  \"")
      JSONEscape.append(file.path, to: &trail.bytes)
      trail.append("\": {")
      trail.separator = first
      trail.visit(file.value)
      trail.append("\n  }")
    }
    trail.append("\n}\n")
    return trail.bytes
  }

  private init(_ tree: Tree, memory: inout PlaceMemory) {
    places = PlaceTexts(tree, memory: &memory)
    derived = Array(repeating: nil, count: tree.nodeCount)
  }

  private static let first = Array("\n    \"".utf8)
  private static let next = Array(",\n    \"".utf8)
}

// MARK: - Every value

extension TrailJSON {
  private mutating func visit(_ value: TemplateValue) {
    switch value {
    case .expression(.conditional(_, let then, let otherwise), let cause):
      let depth = step("Fn::If")
      let inner = step(0)
      add(cause)
      leave(inner)
      _ = step(1)
      visit(then)
      leave(inner)
      _ = step(2)
      visit(otherwise ?? .noValue)
      leave(depth)
    case .expression(.other(let name, let argument), let cause):
      let depth = step(name)
      add(cause)
      visit(argument)
      leave(depth)
    case .string(_, let cause), .integer(_, let cause), .number(_, let cause),
      .boolean(_, let cause), .expression(_, let cause):
      add(cause)
    case .list(let elements):
      if elements.isEmpty { add(.fixed(.structure)) }
      for (position, element) in elements.enumerated() {
        let depth = step(position)
        visit(element)
        leave(depth)
      }
    case .object(let members):
      if members.isEmpty { add(.fixed(.structure)) }
      for member in members {
        let depth = step(member.key)
        visit(member.value)
        leave(depth)
      }
    }
  }

  /// Answers where to leave to.
  private mutating func step(_ key: String) -> Int {
    let depth = pointer.count
    pointer.append(UInt8(ascii: "/"))
    // Hardly any name needs more than to be copied.
    if TrailJSON.isPlain(key) {
      pointer.append(contentsOf: key.utf8)
    } else {
      JSONEscape.append(JSONPointerText.escaped(key), to: &pointer)
    }
    return depth
  }

  private mutating func step(_ position: Int) -> Int {
    let depth = pointer.count
    pointer.append(UInt8(ascii: "/"))
    pointer.append(contentsOf: String(position).utf8)
    return depth
  }

  private static func isPlain(_ key: String) -> Bool {
    let text = key.utf8.span
    for position in text.indices {
      let byte = text[position]
      let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      guard isLetter || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: ":")) else {
        return false
      }
    }
    return true
  }

  private mutating func leave(_ depth: Int) { pointer.removeLast(pointer.count - depth) }

  private mutating func add(_ cause: Cause) {
    bytes.append(contentsOf: separator)
    separator = TrailJSON.next
    bytes.append(contentsOf: pointer)
    append("\": ")
    switch cause {
    case .fixed(let reason):
      append("{\"from\": \"fixed\", \"reason\": \"")
      JSONEscape.append(reason.rawValue, to: &bytes)
      append("\"}")
    case .stated(let node): places.append(node, to: &bytes)
    case .derived(let nodes, let note): bytes.append(contentsOf: derivation(nodes, note))
    }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func derivation(_ nodes: [NodeID], _ note: String) -> [UInt8] {
    let first = nodes.first.map { Int($0.raw) }
    if let first, let known = derived[first], known.note == note, known.nodes == nodes {
      return known.text
    }
    var text: [UInt8] = []
    text.append(contentsOf: "{\"from\": \"derived\", \"note\": \"".utf8)
    JSONEscape.append(note, to: &text)
    text.append(contentsOf: "\", \"sources\": [".utf8)
    for (position, node) in nodes.enumerated() {
      if position > 0 { text.append(contentsOf: ", ".utf8) }
      places.append(node, to: &text)
    }
    text.append(contentsOf: "]}".utf8)
    if let first { derived[first] = Derived(nodes: nodes, note: note, text: text) }
    return text
  }
}
