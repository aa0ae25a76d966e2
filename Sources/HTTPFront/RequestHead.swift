// The request line and the header fields, read once they are there.

struct RequestHead {
  enum Framing: Equatable { case length(Int), chunks }

  var method = HTTPMethod.other
  var target = 0..<0
  var framing = Framing.length(0)
  var keepsOpen = true
  var awaitsContinue = false

  private var hasLength = false
  private var hasHost = false
  private var isVersion10 = false

  /// Reads `range`, which ends with the empty line, and adds the fields.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, fields: inout [HeaderField], limits: HTTPLimits
  ) throws(HTTPFault) {
    var start = try readLine(bytes, range)
    while start < range.upperBound - 2 {
      guard let colon = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ":")) else {
        throw .badField
      }
      let end = try RequestHead.endOfLine(bytes, from: colon, to: range.upperBound)
      guard colon > start, bytes[start..<colon].allSatisfy(\.isTokenByte) else { throw .badField }
      guard fields.count < limits.fieldsMax else { throw .longHead }
      let field = HeaderField(
        name: start..<colon, value: RequestHead.trimmed(bytes, colon + 1..<end))
      guard bytes[field.value].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw .badField
      }
      fields.append(field)
      try read(field, bytes, limits)
      start = end + 2
    }
    guard hasHost || isVersion10 else { throw .noHost }
  }

  private mutating func readLine(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(HTTPFault) -> Int {
    let end: Int
    do throws(HTTPFault) {
      end = try RequestHead.endOfLine(bytes, from: range.lowerBound, to: range.upperBound)
    } catch { throw .badLine }
    let line = bytes[range.lowerBound..<end]
    guard let first = line.firstIndex(of: 0x20), first > line.startIndex,
      let last = line.lastIndex(of: 0x20), last > first + 1,
      line[..<first].allSatisfy(\.isTokenByte),
      line[(first + 1)..<last].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw .badLine }
    method = RequestHead.method(line[..<first])
    target = first + 1..<last
    let version = line[(last + 1)...]
    if version.elementsEqual("HTTP/1.0".utf8) {
      isVersion10 = true
      keepsOpen = false
    } else if !version.elementsEqual("HTTP/1.1".utf8) {
      throw version.starts(with: "HTTP/".utf8) ? .badVersion : .badLine
    }
    return end + 2
  }

  private static func method(_ name: ArraySlice<UInt8>) -> HTTPMethod {
    func isCalled(_ text: StaticString) -> Bool {
      name.count == text.utf8CodeUnitCount && name.elementsEqual(text.description.utf8)
    }
    switch name.count {
    case 3: return isCalled("GET") ? .get : isCalled("PUT") ? .put : .other
    case 4: return isCalled("POST") ? .post : isCalled("HEAD") ? .head : .other
    case 6: return isCalled("DELETE") ? .delete : .other
    case 7: return isCalled("OPTIONS") ? .options : .other
    default: return .other
    }
  }

  private static func endOfLine(
    _ bytes: [UInt8], from start: Int, to end: Int
  ) throws(HTTPFault) -> Int {
    var index = start
    while index < end - 1 {
      if bytes[index] == 0x0D {
        guard bytes[index + 1] == 0x0A else { throw .badField }
        return index
      }
      if bytes[index] == 0x0A { throw .badField }
      index += 1
    }
    throw .badField
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var range = range
    while !range.isEmpty, isBlank(bytes[range.lowerBound]) {
      range = range.lowerBound + 1..<range.upperBound
    }
    while !range.isEmpty, isBlank(bytes[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    return range
  }
}

// MARK: - The fields that the front itself obeys

extension RequestHead {
  private mutating func read(
    _ field: HeaderField, _ bytes: [UInt8], _ limits: HTTPLimits
  ) throws(HTTPFault) {
    switch field.name.count {
    case 4 where field.isCalled("host", in: bytes):
      guard !hasHost else { throw .badField }
      hasHost = true
    case 6 where field.isCalled("expect", in: bytes):
      guard RequestHead.words(bytes[field.value]) == ["100-continue"] else {
        throw .badExpectation
      }
      awaitsContinue = !isVersion10
    case 10 where field.isCalled("connection", in: bytes):
      for word in RequestHead.words(bytes[field.value]) {
        if word == "close" { keepsOpen = false }
        if word == "keep-alive", isVersion10 { keepsOpen = true }
      }
    case 14 where field.isCalled("content-length", in: bytes):
      try readLength(bytes[field.value], limits)
    case 17 where field.isCalled("transfer-encoding", in: bytes):
      guard !hasLength, framing != .chunks, !isVersion10 else { throw .twoLengths }
      guard RequestHead.words(bytes[field.value]) == ["chunked"] else { throw .unknownCoding }
      framing = .chunks
    default: break
    }
  }

  private mutating func readLength(
    _ digits: ArraySlice<UInt8>, _ limits: HTTPLimits
  ) throws(HTTPFault) {
    guard !hasLength, framing != .chunks else { throw .twoLengths }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .badLength
    }
    var length = 0
    for digit in digits {
      length = length * 10 + Int(digit - 0x30)
      if length > limits.bodyBytesMax { throw .longBody }
    }
    hasLength = true
    framing = .length(length)
  }

  /// The words of a list, in lower case.
  private static func words(_ value: ArraySlice<UInt8>) -> [String] {
    value.split { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }
      .map { String(decoding: $0.map(\.lowercased), as: UTF8.self) }
  }
}
