// Why bytes are no request to be answered: each becomes a status, and ends the connection.

struct HTTPFault: Error, Equatable {
  let status: Int
  let reason: StaticString

  private init(_ status: Int, _ reason: StaticString) {
    self.status = status
    self.reason = reason
  }

  static func == (left: HTTPFault, right: HTTPFault) -> Bool {
    left.status == right.status && left.reason.description == right.reason.description
  }

  static let badLine = HTTPFault(400, "the request line is malformed")
  static let badField = HTTPFault(400, "a header field is malformed")
  static let noHost = HTTPFault(400, "the header field `host` is missing")
  static let badLength = HTTPFault(400, "the header field `content-length` is no length")
  static let twoLengths = HTTPFault(400, "the length of the body is said in two ways")
  static let badChunk = HTTPFault(400, "a chunk of the body is malformed")
  static let tooSlow = HTTPFault(408, "the request took too long")
  static let longBody = HTTPFault(413, "the body is too long")
  static let badExpectation = HTTPFault(417, "only `100-continue` can be expected")
  static let longHead = HTTPFault(431, "the header fields are too long")
  static let unknownCoding = HTTPFault(501, "only the transfer coding `chunked` is known")
  static let badVersion = HTTPFault(505, "only HTTP/1.0 and HTTP/1.1 are spoken")
}
