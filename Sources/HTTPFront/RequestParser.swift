// Makes requests of the bytes of one connection, in whatever pieces they come.

struct RequestParser {
  enum Step {
    /// More bytes are needed.
    case wait
    /// The client asks whether it may send the body.
    case sendContinue
    case request(HTTPRequest, keepsOpen: Bool)
  }

  private enum State {
    case head
    case body(RequestHead, end: Int)
    case chunks(RequestHead, ChunkedBody)

    func isUnfinished(at end: Int) -> Bool {
      if case .body(_, let bodyEnd) = self { return bodyEnd > end }
      return true
    }
  }

  private var bytes: [UInt8] = []
  /// Where the request begins that is being read.
  private var start = 0
  /// Up to here no end of the head was found.
  private var scanned = 0
  private var bodyStart = 0
  private var state = State.head
  private var fields: [HeaderField] = []
  private let limits: HTTPLimits

  init(_ limits: HTTPLimits) {
    self.limits = limits
  }

  /// Whether a request has begun that is not complete.
  var hasPart: Bool { start < bytes.count }

  mutating func add(_ piece: UnsafeRawBufferPointer) {
    unsafe bytes.append(contentsOf: piece)
  }

  mutating func add(_ piece: [UInt8]) {
    bytes.append(contentsOf: piece)
  }

  mutating func next() throws(HTTPFault) -> Step {
    while true {
      switch state {
      case .head:
        guard let end = try findEndOfHead() else { return .wait }
        fields.removeAll(keepingCapacity: true)
        let head = try RequestHead(bytes, start..<end, fields: &fields, limits: limits)
        bodyStart = end
        switch head.framing {
        case .length(let length): state = .body(head, end: end + length)
        case .chunks: state = .chunks(head, ChunkedBody(at: end))
        }
        if head.awaitsContinue, bytes.count == end, state.isUnfinished(at: end) {
          return .sendContinue
        }
      case .body(let head, let end):
        guard bytes.count >= end else { return .wait }
        return finish(head, body: bodyStart..<end, next: end)
      case .chunks(let head, var body):
        let isWhole = try body.read(&bytes, limits: limits)
        state = .chunks(head, body)
        guard isWhole else { return .wait }
        return finish(head, body: bodyStart..<body.end, next: body.position)
      }
    }
  }

  private mutating func finish(_ head: RequestHead, body: Range<Int>, next: Int) -> Step {
    let request = HTTPRequest(
      bytes: bytes, method: head.method, target: head.target, body: body, fields: fields)
    start = next
    scanned = next
    state = .head
    return .request(request, keepsOpen: head.keepsOpen)
  }

  /// Drops what was answered. Nobody may hold a request any more, or the bytes are copied.
  mutating func discardAnswered() {
    guard case .head = state, start > 0 else { return }
    if start == bytes.count {
      if bytes.capacity > limits.keptBytesMax {
        bytes = []
      } else {
        bytes.removeAll(keepingCapacity: true)
      }
    } else {
      bytes.removeSubrange(0..<start)
    }
    scanned -= start
    start = 0
  }

  private mutating func findEndOfHead() throws(HTTPFault) -> Int? {
    // RFC 9112 §2.2: empty lines before a request are to be ignored.
    while start + 1 < bytes.count, bytes[start] == 0x0D, bytes[start + 1] == 0x0A { start += 2 }
    var index = max(scanned, start)
    let end = min(bytes.count, start + limits.headBytesMax)
    while index + 3 < end {
      // The last byte of the mark tells how far the next can be.
      switch bytes[index + 3] {
      case 0x0A:
        if bytes[index] == 0x0D, bytes[index + 1] == 0x0A, bytes[index + 2] == 0x0D {
          return index + 4
        }
        index += 1
      case 0x0D: index += 1
      default: index += 4
      }
    }
    scanned = max(start, min(index, end - 3))
    if bytes.count - start >= limits.headBytesMax { throw .longHead }
    return nil
  }
}
