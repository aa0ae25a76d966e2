// What a handler answers, and its bytes on the wire.

package struct HTTPResponse: Sendable {
  package var status = 200
  /// Whole lines, `name: value` and CR LF each; length, date and connection are added.
  package var fields: [UInt8] = []
  package var body: [UInt8] = []

  package init() {}

  /// Ready for the next request, with the room it has; much room is given back.
  mutating func clear(keeping bytesMax: Int) {
    status = 200
    fields.removeAll(keepingCapacity: true)
    if body.capacity > bytesMax {
      body = []
    } else {
      body.removeAll(keepingCapacity: true)
    }
  }

  package mutating func addField(_ name: StaticString, _ value: some Sequence<UInt8>) {
    fields.append(name)
    fields.append(": ")
    fields.append(contentsOf: value)
    fields.append("\r\n")
  }

  package mutating func addField(_ name: StaticString, _ value: StaticString) {
    fields.append(name)
    fields.append(": ")
    fields.append(value)
    fields.append("\r\n")
  }

  package mutating func addField(_ name: StaticString, number: Int) {
    fields.append(name)
    fields.append(": ")
    fields.append(number: number)
    fields.append("\r\n")
  }

  /// The room of an earlier body, for whoever writes the next.
  package mutating func takeBody() -> [UInt8] {
    var room: [UInt8] = []
    swap(&room, &body)
    return room
  }

  /// `date` is a whole header line.
  func write(to out: inout [UInt8], date: [UInt8], closes: Bool, withBody: Bool) {
    out.append("HTTP/1.1 ")
    out.append(number: status)
    out.append(" ")
    out.append(HTTPResponse.reason(status))
    out.append("\r\n")
    out.append(contentsOf: fields)
    out.append(contentsOf: date)
    out.append(closes ? "Connection: close\r\nContent-Length: " : "Content-Length: ")
    out.append(number: body.count)
    out.append("\r\n\r\n")
    if withBody { out.append(contentsOf: body) }
  }

  static func reason(_ status: Int) -> StaticString {
    switch status {
    case 100: return "Continue"
    case 200: return "OK"
    case 400: return "Bad Request"
    case 403: return "Forbidden"
    case 404: return "Not Found"
    case 405: return "Method Not Allowed"
    case 408: return "Request Timeout"
    case 409: return "Conflict"
    case 413: return "Content Too Large"
    case 417: return "Expectation Failed"
    case 431: return "Request Header Fields Too Large"
    case 500: return "Internal Server Error"
    case 501: return "Not Implemented"
    case 503: return "Service Unavailable"
    case 505: return "HTTP Version Not Supported"
    default: return "Answer"
    }
  }
}

extension [UInt8] {
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe self.append(contentsOf: $0) }
  }

  package mutating func append(number: Int) {
    if number < 0 { self.append("-") }
    var rest = number.magnitude
    let start = count
    repeat {
      self.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
