// A schema as bytes: what the binary carries, so that no start pays for reading JSON.
//
// Little-endian words: a count before each table, each row in a fixed number of words, then text.

extension Schema {
  package func encoded() -> [UInt8] {
    var words: [UInt32] = []
    words.append(UInt32(shapes.count))
    for shape in shapes { words.append(contentsOf: shape.words) }
    words.append(UInt32(properties.count))
    for property in properties {
      words += property.name.words
      words += [property.shape.raw, property.ordinal, property.flags.rawValue]
      words += property.ineffective.words + property.example.words
    }
    words.append(UInt32(choices.count))
    for choice in choices {
      words += choice.text.words + [choice.isString ? 1 : 0, choice.standsFor]
    }
    words.append(UInt32(branches.count))
    words += branches
    words.append(UInt32(roots.count))
    for root in roots { words += root.name.words + [root.shape.raw] }
    words.append(UInt32(bytes.count))
    var out: [UInt8] = []
    out.reserveCapacity(words.count * 4 + bytes.count)
    for word in words {
      for shift in [0, 8, 16, 24] as [UInt32] { out.append(UInt8((word >> shift) & 0xFF)) }
    }
    return out + bytes
  }

  /// Reads what `encoded` wrote. Only ever given the blob built into the binary.
  package init(encoded blob: [UInt8]) {
    var reader = WordReader(bytes: blob)
    self.init()
    let shapeCount = reader.next()
    shapes.reserveCapacity(Int(shapeCount))
    for _ in 0..<shapeCount { shapes.append(Shape(&reader)) }
    let propertyCount = reader.next()
    properties.reserveCapacity(Int(propertyCount))
    for _ in 0..<propertyCount {
      let name = reader.range()
      let shape = ShapeID(reader.next())
      let ordinal = reader.next()
      let flags = PropertyFlags(rawValue: reader.next())
      let ineffective = reader.range()
      properties.append(
        Property(
          name: name, shape: shape, ordinal: ordinal, flags: flags, ineffective: ineffective,
          example: reader.range()))
    }
    for _ in 0..<reader.next() {
      let text = reader.range()
      let isString = reader.next() == 1
      choices.append(Choice(text: text, isString: isString, standsFor: reader.next()))
    }
    for _ in 0..<reader.next() { branches.append(reader.next()) }
    for _ in 0..<reader.next() {
      let name = reader.range()
      roots.append((name, ShapeID(reader.next())))
    }
    let textCount = Int(reader.next())
    bytes = Array(blob[reader.index..<reader.index + textCount])
  }
}

private struct WordReader {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> UInt32 {
    defer { index += 4 }
    return UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }

  mutating func range() -> TableRange {
    var range = TableRange()
    range.start = next()
    range.count = next()
    return range
  }

  mutating func shape() -> ShapeID { ShapeID(next()) }

  mutating func double() -> Double {
    let low = UInt64(next())
    return Double(bitPattern: low | UInt64(next()) << 32)
  }
}

extension TableRange {
  fileprivate var words: [UInt32] { [start, count] }
}

extension Shape {
  fileprivate var words: [UInt32] {
    var words = [kinds.rawValue, flags.rawValue]
    words += properties.words + [additional.raw, keyShape.raw, items.raw]
    words += [itemsMin, itemsMax, propertiesMin, propertiesMax, lengthMin, lengthMax]
    words += choices.words + pattern.words + form.words + format.words
    for number in [minimum, maximum] {
      let bits = number.bitPattern
      words += [UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32)]
    }
    words += anyOf.words + allOf.words
    words += [condition.raw, consequence.raw, alternative.raw]
    return words
  }

  fileprivate init(_ reader: inout WordReader) {
    self.init()
    kinds = ShapeKinds(rawValue: reader.next())
    flags = ShapeFlags(rawValue: reader.next())
    properties = reader.range()
    additional = reader.shape()
    keyShape = reader.shape()
    items = reader.shape()
    itemsMin = reader.next()
    itemsMax = reader.next()
    propertiesMin = reader.next()
    propertiesMax = reader.next()
    lengthMin = reader.next()
    lengthMax = reader.next()
    choices = reader.range()
    pattern = reader.range()
    form = reader.range()
    format = reader.range()
    minimum = reader.double()
    maximum = reader.double()
    anyOf = reader.range()
    allOf = reader.range()
    condition = reader.shape()
    consequence = reader.shape()
    alternative = reader.shape()
  }
}
