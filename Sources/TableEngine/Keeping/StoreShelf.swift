// Where an image lays down what is large: the nodes of stores, each once however many stores share
// it, long values, and long runs of packed bytes.

enum ImageEntry {
  static let body: UInt8 = 1
  static let blob: UInt8 = 2
  static let run: UInt8 = 3
  static let region: UInt8 = 4
  static let post: UInt8 = 5
  /// A kind and four bytes of length.
  static let headBytes = 5
}

/// Gives out what was laid down in pieces, as soon as there is a piece of it.
final class StoreShelf {
  /// What a store's node has in memory: as long as the image holds it, no other has the same.
  private struct Address: Hashable {
    let slots: UInt
    let heap: UInt
  }

  /// Somewhat more than this at a time.
  private static let pieceBytes = 1 << 20
  /// Packed bytes up to here stay where they are.
  static let runBytesMin = 4 << 10

  private let emit: ([UInt8]) -> Bool
  private var piece: [UInt8] = []
  private var bodies: [Address: UInt64] = [:]
  private var blobs: [UInt: UInt64] = [:]
  private var runCount: UInt64 = 0
  /// Whoever takes the pieces wants no more.
  private(set) var isStopped = false

  init(_ emit: @escaping ([UInt8]) -> Bool) { self.emit = emit }

  func flush() {
    guard !piece.isEmpty, !isStopped else { return }
    isStopped = !emit(piece)
    piece.removeAll(keepingCapacity: true)
  }

  private func begin(_ kind: UInt8, _ count: Int) {
    if piece.count >= StoreShelf.pieceBytes { flush() }
    if isStopped { piece.removeAll(keepingCapacity: true) }
    piece.append(kind)
    append(UInt32(count))
  }

  private func append(_ word: some FixedWidthInteger) {
    for shift in stride(from: 0, to: word.bitWidth, by: 8) {
      piece.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  func lay(_ kind: UInt8, _ bytes: [UInt8]) {
    begin(kind, bytes.count)
    piece.append(contentsOf: bytes)
  }

  /// The number of a node's slots and heap; zero for one without.
  func place(_ node: StoreNode) -> UInt64 {
    guard !node.slots.isEmpty else { return 0 }
    let address = Address(
      slots: unsafe node.slots.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) },
      heap: unsafe node.heap.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) })
    if let number = bodies[address] { return number }
    let number = UInt64(bodies.count + 1)
    bodies[address] = number
    begin(ImageEntry.body, 4 + node.slots.count * StoreSlot.bytes + node.heap.count)
    append(UInt32(node.slots.count))
    for slot in node.slots {
      append(slot.prefix)
      append(slot.offset)
      append(slot.keyLength)
      append(slot.valueLength)
      append(slot.hint)
    }
    piece.append(contentsOf: node.heap)
    return number
  }

  func place(blob: [UInt8]) -> UInt64 {
    guard !blob.isEmpty else { return 0 }
    let address = unsafe blob.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    if let number = blobs[address] { return number }
    let number = UInt64(blobs.count + 1)
    blobs[address] = number
    begin(ImageEntry.blob, blob.count)
    piece.append(contentsOf: blob)
    return number
  }

  /// Packed bytes: here, or as runs whose first number and count stand here.
  func place(_ bytes: [UInt8], _ writer: inout PackWriter) {
    guard bytes.count >= StoreShelf.runBytesMin else {
      writer.number(0)
      writer.run(bytes)
      return
    }
    var start = 0
    var runs: UInt64 = 0
    let first = runCount
    while start < bytes.count {
      let end = min(start + StoreShelf.pieceBytes, bytes.count)
      begin(ImageEntry.run, end - start)
      piece.append(contentsOf: bytes[start..<end])
      start = end
      runs += 1
    }
    runCount += runs
    writer.number(runs)
    writer.number(first)
  }
}

/// What was laid down, by number.
final class StoreShelfReader {
  struct Body {
    var slots: [StoreSlot] = []
    var heap: [UInt8] = []
  }

  private var bodies = [Body()]
  private var blobs: [[UInt8]] = [[]]
  private var runs: [[UInt8]] = []

  func add(_ kind: UInt8, _ bytes: ArraySlice<UInt8>) throws(StateFault) {
    switch kind {
    case ImageEntry.body: bodies.append(try body(bytes))
    case ImageEntry.blob: blobs.append(Array(bytes))
    case ImageEntry.run: runs.append(Array(bytes))
    default: throw StateFault("an entry is of no kind")
    }
  }

  private func body(_ bytes: ArraySlice<UInt8>) throws(StateFault) -> Body {
    var place = bytes.startIndex
    func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
      var value: Number = 0
      for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
        value |= Number(bytes[place]) << shift
        place += 1
      }
      return value
    }
    guard bytes.count >= 4 else { throw StateFault("a node is too short") }
    let count = Int(number(UInt32.self))
    guard count <= (bytes.count - 4) / StoreSlot.bytes else {
      throw StateFault("a node is too short")
    }
    var body = Body()
    body.slots.reserveCapacity(count)
    for _ in 0..<count {
      let prefix = number(UInt64.self)
      let (offset, keyLength) = (number(UInt16.self), number(UInt16.self))
      var slot = StoreSlot(
        prefix: prefix, offset: Int(offset), keyLength: keyLength, valueLength: number(UInt16.self))
      slot.hint = number(UInt16.self)
      body.slots.append(slot)
    }
    body.heap = Array(bytes[place...])
    return body
  }

  func body(_ number: UInt64) throws(StateFault) -> Body {
    guard number < UInt64(bodies.count) else { throw StateFault("a node is missing") }
    return bodies[Int(number)]
  }

  func blob(_ number: UInt64) throws(StateFault) -> [UInt8] {
    guard number < UInt64(blobs.count) else { throw StateFault("a value is missing") }
    return blobs[Int(number)]
  }

  /// The packed bytes that stand here, or in runs.
  func take(_ reader: inout PackReader) throws(StateFault) -> PackReader {
    let count = try reader.number()
    var bytes: [UInt8] = []
    if count == 0 {
      bytes = Array(try reader.run())
    } else {
      let first = try reader.number()
      guard first <= UInt64(runs.count), count <= UInt64(runs.count) - first else {
        throw StateFault("a run is missing")
      }
      for number in first..<first + count {
        bytes += runs[Int(number)]
        // Each is asked for once.
        runs[Int(number)] = []
      }
    }
    return PackReader(bytes, 0..<bytes.count, self)
  }
}
