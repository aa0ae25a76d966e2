// Writes JSON bytes: commas, indentation and escapes are its business, nesting is checked.

package struct JSONWriter: Sendable {
  package enum Style: Sendable {
    case compact
    /// One line, with a space where a reader wants one.
    case line
    /// Two spaces a level, one value a line.
    case indented
    /// One value a line, without what stands before it: what is too long otherwise.
    case unindented
  }

  private enum Open {
    case object, array
  }

  package private(set) var bytes: [UInt8] = []
  private let style: Style
  private var open: [Open] = []
  /// Whether the innermost collection has something in it.
  private var hasContents = false
  /// Whether a key was written whose value is still to come.
  private var awaitsValue = false
  package init(_ style: Style = .compact) {
    self.style = style
  }

  package mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// The whole text, with a line break at its end unless it is part of a line.
  package consuming func finished() -> [UInt8] {
    precondition(open.isEmpty && !bytes.isEmpty, "the JSON value is not complete")
    if style != .line { bytes.append(0x0A) }
    return bytes
  }
}

// MARK: - Collections

extension JSONWriter {
  package mutating func object(_ contents: (inout JSONWriter) -> Void) {
    beginObject()
    contents(&self)
    endObject()
  }

  package mutating func array(_ contents: (inout JSONWriter) -> Void) {
    beginArray()
    contents(&self)
    endArray()
  }

  package mutating func beginObject() { begin(.object, UInt8(ascii: "{")) }

  package mutating func endObject() { end(.object, UInt8(ascii: "}")) }

  package mutating func beginArray() { begin(.array, UInt8(ascii: "[")) }

  package mutating func endArray() { end(.array, UInt8(ascii: "]")) }

  private mutating func begin(_ collection: Open, _ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    open.append(collection)
    hasContents = false
  }

  private mutating func end(_ collection: Open, _ bracket: UInt8) {
    precondition(open.last == collection && !awaitsValue, "the JSON collection is not complete")
    open.removeLast()
    if hasContents {
      switch style {
      case .compact, .line: break
      case .indented, .unindented: breakLine()
      }
    }
    bytes.append(bracket)
    hasContents = true
  }

  private mutating func beginValue() {
    if awaitsValue {
      awaitsValue = false
      return
    }
    precondition(open.last != .object, "a JSON object holds keys")
    precondition(!open.isEmpty || bytes.isEmpty, "a JSON text holds one value")
    separate()
  }

  private mutating func separate() {
    if hasContents { bytes.append(UInt8(ascii: ",")) }
    switch style {
    case .compact: break
    case .line: if hasContents { bytes.append(0x20) }
    case .indented, .unindented: if !open.isEmpty { breakLine() }
    }
    hasContents = true
  }

  private mutating func breakLine() {
    let depth = style == .indented ? 2 * open.count : 0
    bytes.append(addingCapacity: 1 + depth) { line in
      line.append(0x0A)
      for _ in 0..<depth { line.append(0x20) }
    }
  }
}

// MARK: - Scalars

extension JSONWriter {
  package mutating func key(_ key: String) {
    beginKey()
    writeQuoted(key)
    endKey()
  }

  package mutating func string(_ value: String) {
    beginValue()
    writeQuoted(value)
  }

  package mutating func integer(_ value: Int) { writeToken(String(value).utf8) }

  /// A finite number in its shortest decimal form, without an exponent where it is whole.
  package mutating func number(_ value: Double) {
    writeToken(JSONWriter.spelling(of: value).utf8)
  }

  package static func spelling(of value: Double) -> String {
    precondition(value.isFinite, "JSON has no number for what is not finite")
    if value.magnitude < 0x1p53, let whole = Int(exactly: value) { return String(whole) }
    return String(describing: value)
  }

  package mutating func boolean(_ value: Bool) { writeToken((value ? "true" : "false").utf8) }

  package mutating func null() { writeToken("null".utf8) }

  package mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    integer(value)
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    boolean(value)
  }

  package mutating func member(_ key: String, _ values: [String]) {
    self.key(key)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  mutating func writeKey(_ text: some Collection<UInt8>) {
    beginKey()
    writeQuoted(text)
    endKey()
  }

  private mutating func beginKey() {
    precondition(open.last == .object && !awaitsValue, "a JSON key stands in an object")
    separate()
  }

  private mutating func endKey() {
    bytes.append(UInt8(ascii: ":"))
    if style != .compact { bytes.append(0x20) }
    awaitsValue = true
  }

  mutating func writeString(_ text: some Collection<UInt8>) {
    beginValue()
    writeQuoted(text)
  }

  /// A number or a word, as it is.
  mutating func writeToken(_ token: some Collection<UInt8>) {
    beginValue()
    bytes.append(contentsOf: token)
  }

  private mutating func writeQuoted(_ text: some Collection<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text { JSONEscape.append(byte, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONEscape.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
