// Writes a response as JSON: compact, members in the order of the shapes.

import TableEngine
import TableItems
import VirtualTime

struct WireWriter {
  private(set) var bytes: [UInt8]
  private var needsComma = false

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  mutating func beginObject() {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func beginArray() {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
  }

  mutating func endArray() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// `quoted` is the key with its quotes and its colon.
  mutating func key(_ quoted: StaticString) {
    separate()
    quoted.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    needsComma = false
  }

  mutating func key(_ name: some Collection<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    JSONEscape.append(name, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func string(_ text: some Collection<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    JSONEscape.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func raw(_ text: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: text)
    needsComma = true
  }

  /// Ends one of several texts that stand each on a line of their own.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  mutating func boolean(_ value: Bool) {
    raw(value ? "true".utf8 : "false".utf8)
  }

  mutating func integer(_ value: Int) {
    if (0...9).contains(value) {
      raw(CollectionOfOne(UInt8(ascii: "0") + UInt8(value)))
    } else {
      raw(String(value).utf8)
    }
  }

  /// Seconds since 1970, with the milliseconds behind the point.
  mutating func instant(_ instant: Instant) {
    let seconds = instant.seconds
    let rest = Int(instant.milliseconds - seconds * 1000)
    var text = "\(seconds)"
    if rest != 0 {
      let digits = String(rest + 1000).dropFirst()
      text += "." + digits
      while text.hasSuffix("0") { text.removeLast() }
    } else {
      text += ".0"
    }
    raw(text.utf8)
  }

  mutating func units(_ units: CapacityUnits) {
    raw("\(units.halves / 2).\(units.halves % 2 == 0 ? 0 : 5)".utf8)
  }
}

// MARK: - Items

extension WireWriter {
  mutating func item(_ item: Item) {
    beginObject()
    for entry in item {
      key(entry.name)
      value(entry.value)
    }
    endObject()
  }

  mutating func value(_ value: ValueView) {
    beginObject()
    switch value.type {
    case .string:
      key("\"S\":")
      string(value.payload)
    case .number:
      key("\"N\":")
      number(value)
    case .binary:
      key("\"B\":")
      binary(value)
    case .boolean:
      key("\"BOOL\":")
      boolean(value.boolean)
    case .null:
      key("\"NULL\":")
      boolean(true)
    case .map:
      key("\"M\":")
      item(value.map)
    case .list:
      key("\"L\":")
      elements(of: value) { writer, element in writer.value(element) }
    case .stringSet:
      key("\"SS\":")
      elements(of: value) { writer, element in writer.string(element.payload) }
    case .numberSet:
      key("\"NS\":")
      elements(of: value) { writer, element in writer.number(element) }
    case .binarySet:
      key("\"BS\":")
      elements(of: value) { writer, element in writer.binary(element) }
    }
    endObject()
  }

  private mutating func elements(
    of value: ValueView, _ write: (inout WireWriter, ValueView) -> Void
  ) {
    beginArray()
    for element in value.elements { write(&self, element) }
    endArray()
  }

  private mutating func number(_ value: ValueView) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    value.number.write(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  private mutating func binary(_ value: ValueView) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    Base64.append(value.payload, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }
}
