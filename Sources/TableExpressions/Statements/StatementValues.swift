// Names, paths and values within statements.

import TableItems

extension StatementParser {
  /// Whether a path stands here, rather than a value.
  var isPath: Bool {
    switch token {
    case .name: true
    case .word(let text): !["TRUE", "FALSE", "NULL"].contains(text.uppercased())
    case .text, .number, .sign, .parameter, .end: false
    }
  }

  mutating func name() throws(ExpressionFault) -> ByteString {
    switch token {
    case .word(let text):
      advance()
      return ByteString(text)
    case .name(let name):
      advance()
      return name
    case .text, .number, .sign, .parameter, .end: throw unexpected
    }
  }

  mutating func path() throws(ExpressionFault) -> DocumentPath {
    let root = try name()
    var steps: [DocumentPath.Step] = []
    while true {
      if take(sign: ".") {
        steps.append(.name(try name()))
      } else if token == .sign("["), case .number(let number) = following {
        guard let index = number.integer.flatMap({ Int(exactly: $0) }), index >= 0 else {
          throw unexpected
        }
        advance()
        advance()
        try expect(sign: "]")
        steps.append(.index(index))
      } else if token == .sign("["), case .text(let name) = following {
        advance()
        advance()
        try expect(sign: "]")
        steps.append(.name(name))
      } else {
        return DocumentPath(root, steps)
      }
    }
  }

  mutating func value() throws(ExpressionFault) -> AttributeValue {
    switch token {
    case .parameter: return try parameter()
    case .text(let text):
      advance()
      return .string(text)
    case .number(let number):
      advance()
      return .number(number)
    case .word:
      if take("TRUE") { return .boolean(true) }
      if take("FALSE") { return .boolean(false) }
      if take("NULL") { return .null }
      throw unexpected
    case .sign("["):
      try descend()
      let elements = try elements("[", "]")
      ascend()
      return .list(elements)
    case .sign("<<"): return try set()
    case .sign("{"):
      try descend()
      let map = try map()
      ascend()
      return .map(map)
    case .name, .sign, .end: throw unexpected
    }
  }

  private mutating func elements(
    _ open: String, _ close: String
  ) throws(ExpressionFault) -> [AttributeValue] {
    try expect(sign: open)
    var elements: [AttributeValue] = []
    if take(sign: close) { return elements }
    repeat { elements.append(try value()) } while take(sign: ",")
    try expect(sign: close)
    return elements
  }

  private mutating func set() throws(ExpressionFault) -> AttributeValue {
    let elements = try elements("<<", ">>")
    var texts: [ByteString] = []
    var numbers: [DecimalNumber] = []
    var binaries: [ByteString] = []
    for element in elements {
      switch element {
      case .string(let text): texts.append(text)
      case .number(let number): numbers.append(number)
      case .binary(let bytes): binaries.append(bytes)
      case .boolean, .null, .list, .map, .stringSet, .numberSet, .binarySet:
        throw StatementLexer.malformed("A set holds strings, numbers or binaries")
      }
    }
    do throws(ValueFault) {
      if texts.count == elements.count { return try .stringSet(of: texts) }
      if numbers.count == elements.count { return try .numberSet(of: numbers) }
      if binaries.count == elements.count { return try .binarySet(of: binaries) }
    } catch { throw ExpressionFault(error.message) }
    throw StatementLexer.malformed("All elements of a set are of one type")
  }

  private mutating func map() throws(ExpressionFault) -> AttributeMap {
    try expect(sign: "{")
    var map = AttributeMap()
    if take(sign: "}") { return map }
    repeat {
      let key: ByteString
      if case .text(let text) = token {
        key = text
        advance()
      } else {
        key = try name()
      }
      try expect(sign: ":")
      map[key] = try value()
    } while take(sign: ",")
    try expect(sign: "}")
    return map
  }
}
