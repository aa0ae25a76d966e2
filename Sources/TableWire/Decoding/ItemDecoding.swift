// Attribute values straight from JSON into the bytes of an item.

import TableItems

/// What ends the reading of one value.
private enum ValueRefusal: Error {
  /// JSON of another form: ends the whole request.
  case form(WireFault)
  case fault(ValueFault)
}

extension WireDecoder {
  mutating func item(_ node: Int) throws(WireFault) -> Item {
    guard kind(node) == .object else { throw unexpected(node, as: "map") }
    var writer = ItemWriter(capacity: (next(node) - node) * 12)
    try writeEntries(of: node, to: &writer, areSubstitutions: isAt("expressionAttributeValues"))
    return writer.finish()
  }

  mutating func value(_ node: Int) throws(WireFault) -> AttributeValue {
    var writer = ItemWriter()
    writer.name([])
    try writeValue(node, to: &writer)
    return writer.finish()[ByteString([])]?.tree ?? .null
  }

  private mutating func writeEntries(
    of node: Int, to writer: inout ItemWriter, areSubstitutions: Bool = false
  ) throws(WireFault) {
    let end = next(node)
    var cursor = node + 1
    while cursor < end {
      writer.name(content(cursor))
      try writeValue(cursor + 1, to: &writer, substituting: areSubstitutions ? cursor : nil)
      cursor = next(cursor + 1)
    }
  }

  private mutating func writeValue(
    _ node: Int, to writer: inout ItemWriter, substituting name: Int? = nil
  ) throws(WireFault) {
    do throws(ValueRefusal) {
      let (type, inner) = try typedNode(node)
      try write(type, inner, to: &writer)
    } catch {
      switch error {
      case .form(let fault): throw fault
      case .fault(let fault): refuse(fault, substituting: name)
      }
      // Nobody will see what stands for the value.
      writer.null()
    }
  }

  /// Only the first fault is reported.
  private mutating func refuse(_ fault: ValueFault, substituting name: Int?) {
    guard valueFault == nil else { return }
    var message = fault.message
    if let name {
      message =
        "ExpressionAttributeValues contains invalid value: \(message) for key "
        + String(decoding: content(name), as: UTF8.self)
    }
    valueFault = .validation(message)
  }

  /// Exactly one of the ten types, which is the member's name; null members count as absent.
  private func typedNode(_ node: Int) throws(ValueRefusal) -> (ValueType, Int) {
    if kind(node) == .null { throw .fault(.noType) }
    guard kind(node) == .object else { throw .form(unexpected(node, as: "structure")) }
    let end = next(node)
    var cursor = node + 1
    var found: (ValueType, Int)?
    while cursor < end {
      if kind(cursor + 1) != .null, let type = valueType(cursor) {
        if found != nil { throw .fault(.severalTypes) }
        found = (type, cursor + 1)
      }
      cursor = next(cursor + 1)
    }
    guard let found else { throw .fault(.noType) }
    return found
  }

  private func valueType(_ key: Int) -> ValueType? {
    let name = content(key)
    guard let first = name.first else { return nil }
    switch (name.count, first) {
    case (1, UInt8(ascii: "S")): return .string
    case (1, UInt8(ascii: "N")): return .number
    case (1, UInt8(ascii: "B")): return .binary
    case (1, UInt8(ascii: "M")): return .map
    case (1, UInt8(ascii: "L")): return .list
    case (1, _): return nil
    default: return ValueType(rawValue: String(decoding: name, as: UTF8.self))
    }
  }

  // MARK: - The ten types

  private mutating func write(
    _ type: ValueType, _ node: Int, to writer: inout ItemWriter
  ) throws(ValueRefusal) {
    switch type {
    case .string: writer.string(try string(node))
    case .number: writer.number(try number(node))
    case .binary: writer.binary(try binary(node))
    case .boolean: writer.boolean(try flag(node))
    case .null:
      guard try flag(node) else { throw .fault(.nullIsFalse) }
      writer.null()
    case .list: try writeList(node, to: &writer)
    case .map: try writeMap(node, to: &writer)
    case .stringSet:
      let elements = try elements(node) { (decoder, node) throws(ValueRefusal) in
        ByteString(try decoder.string(node))
      }
      try faulting { () throws(ValueFault) in try writer.stringSet(elements) }
    case .numberSet:
      let elements = try elements(node) { (decoder, node) throws(ValueRefusal) in
        try decoder.number(node)
      }
      try faulting { () throws(ValueFault) in try writer.numberSet(elements) }
    case .binarySet:
      let elements = try elements(node) { (decoder, node) throws(ValueRefusal) in
        ByteString(try decoder.binary(node))
      }
      try faulting { () throws(ValueFault) in try writer.binarySet(elements) }
    }
  }

  private func faulting<Result>(
    _ work: () throws(ValueFault) -> Result
  ) throws(ValueRefusal) -> Result {
    do throws(ValueFault) { return try work() } catch { throw .fault(error) }
  }

  private mutating func writeList(
    _ node: Int, to writer: inout ItemWriter
  ) throws(ValueRefusal) {
    guard kind(node) == .array else { throw .form(unexpected(node, as: "list")) }
    try faulting { () throws(ValueFault) in try writer.beginList() }
    let end = next(node)
    var cursor = node + 1
    while cursor < end {
      do throws(WireFault) { try writeValue(cursor, to: &writer) } catch { throw .form(error) }
      cursor = next(cursor)
    }
    writer.end()
  }

  private mutating func writeMap(_ node: Int, to writer: inout ItemWriter) throws(ValueRefusal) {
    guard kind(node) == .object else { throw .form(unexpected(node, as: "map")) }
    try faulting { () throws(ValueFault) in try writer.beginMap() }
    do throws(WireFault) { try writeEntries(of: node, to: &writer) } catch { throw .form(error) }
    writer.end()
  }

  private func elements<Element>(
    _ node: Int, _ read: (WireDecoder, Int) throws(ValueRefusal) -> Element
  ) throws(ValueRefusal) -> [Element] {
    guard kind(node) == .array else { throw .form(unexpected(node, as: "list")) }
    var elements: [Element] = []
    let end = next(node)
    var cursor = node + 1
    while cursor < end {
      elements.append(try read(self, cursor))
      cursor = next(cursor)
    }
    return elements
  }

  private func string(_ node: Int) throws(ValueRefusal) -> ArraySlice<UInt8> {
    guard kind(node) == .string else { throw .form(unexpected(node, as: "String")) }
    return content(node)
  }

  private func number(_ node: Int) throws(ValueRefusal) -> DecimalNumber {
    let text = try string(node)
    return try faulting { () throws(ValueFault) in try DecimalNumber(parsing: text) }
  }

  private func flag(_ node: Int) throws(ValueRefusal) -> Bool {
    do throws(WireFault) { return try boolean(node) } catch { throw .form(error) }
  }

  private func binary(_ node: Int) throws(ValueRefusal) -> [UInt8] {
    guard kind(node) == .string else { throw .form(unexpected(node, as: "Blob")) }
    let text = content(node)
    guard text.count % 4 == 0 else {
      throw .form(.serialization(SerializationWording.base64Length + "\(text.count)"))
    }
    guard let bytes = Base64Reading.bytes(of: text) else {
      throw .form(.serialization(SerializationWording.base64Character))
    }
    return bytes
  }
}
