// Writes items as bytes: values one after another, names in any order; `finish` gives the item.

package struct ItemWriter: Sendable {
  private var out: [UInt8] = []
  /// Where each entry of the maps that are open begins.
  private var entries: [Int] = []
  private var frames: [Frame] = []

  private struct Frame {
    let isMap: Bool
    /// Where its type byte stands; 0 for the item itself.
    let start: Int
    /// Its first entry in `entries`.
    let base: Int
    var count = 0
    var isSorted = true
  }

  /// EVIDENCE: Service quotas, "Nested attribute depth": up to 32 levels.
  package static let nestingMax = 32

  package init(capacity: Int = 0) {
    out.reserveCapacity(capacity)
    frames.append(Frame(isMap: true, start: 0, base: 0))
  }

  /// How many lists and maps are open, the item itself not counted.
  package var depth: Int { frames.count - 1 }

  /// The name of the value that follows; of two equal names the later one counts.
  package mutating func name(_ name: ArraySlice<UInt8>) {
    let top = frames.count - 1
    if frames[top].count > 0, frames[top].isSorted, let last = entries.last {
      let (length, start) = Encoded.length(at: last, in: out)
      if compareBytes(out[start..<start + length], name) >= 0 { frames[top].isSorted = false }
    }
    frames[top].count += 1
    entries.append(out.count)
    Encoded.append(length: name.count, to: &out)
    out.append(contentsOf: name)
  }

  private mutating func countElement() {
    let top = frames.count - 1
    if !frames[top].isMap { frames[top].count += 1 }
  }

  package mutating func string(_ text: ArraySlice<UInt8>) {
    scalar(Encoded.string, text)
  }

  package mutating func binary(_ bytes: ArraySlice<UInt8>) {
    scalar(Encoded.binary, bytes)
  }

  private mutating func scalar(_ tag: UInt8, _ payload: ArraySlice<UInt8>) {
    countElement()
    out.append(tag)
    Encoded.append(length: payload.count, to: &out)
    out.append(contentsOf: payload)
  }

  package mutating func number(_ number: DecimalNumber) {
    countElement()
    out.append(Encoded.number)
    NumberEncoding.append(number, to: &out)
  }

  package mutating func boolean(_ value: Bool) {
    countElement()
    out.append(value ? Encoded.trueValue : Encoded.falseValue)
  }

  package mutating func null() {
    countElement()
    out.append(Encoded.null)
  }

  package mutating func beginList() throws(ValueFault) { try begin(Encoded.list) }

  package mutating func beginMap() throws(ValueFault) { try begin(Encoded.map) }

  private mutating func begin(_ tag: UInt8) throws(ValueFault) {
    guard depth < ItemWriter.nestingMax else { throw .nestedTooDeeply }
    open(tag)
  }

  private mutating func open(_ tag: UInt8) {
    countElement()
    frames.append(Frame(isMap: tag == Encoded.map, start: out.count, base: entries.count))
    out.append(tag)
    out.append(contentsOf: repeatElement(0, count: Encoded.headerBytes - 1))
  }

  /// Ends the list or map that was begun last.
  package mutating func end() {
    guard frames.count > 1, var frame = frames.popLast() else { return }
    let first = frame.start + Encoded.headerBytes
    if frame.isMap {
      if !frame.isSorted { frame.count = sortEntries(of: frame) }
      entries.removeLast(entries.count - frame.base)
    }
    Encoded.put(word: out.count - first, at: frame.start + 1, in: &out)
    Encoded.put(word: frame.count, at: frame.start + 5, in: &out)
  }

  package mutating func stringSet(_ elements: [ByteString]) throws(ValueFault) {
    value(try .stringSet(of: elements))
  }

  package mutating func numberSet(_ elements: [DecimalNumber]) throws(ValueFault) {
    value(try .numberSet(of: elements))
  }

  package mutating func binarySet(_ elements: [ByteString]) throws(ValueFault) {
    value(try .binarySet(of: elements))
  }

  /// Copies a value that is encoded already.
  package mutating func value(_ view: ValueView) {
    countElement()
    out.append(contentsOf: view.encoded)
  }

  package mutating func value(_ value: AttributeValue) {
    switch value {
    case .string(let text): string(text.bytes[...])
    case .number(let number): self.number(number)
    case .binary(let bytes): binary(bytes.bytes[...])
    case .boolean(let value): boolean(value)
    case .null: null()
    case .list(let elements):
      open(Encoded.list)
      for element in elements { self.value(element) }
      end()
    case .map(let map):
      open(Encoded.map)
      for entry in map.entries {
        name(entry.name.bytes[...])
        self.value(entry.value)
      }
      end()
    case .stringSet(let elements): set(Encoded.stringSet, elements.map { .string($0) })
    case .numberSet(let elements): set(Encoded.numberSet, elements.map { .number($0) })
    case .binarySet(let elements): set(Encoded.binarySet, elements.map { .binary($0) })
    }
  }

  private mutating func set(_ tag: UInt8, _ elements: [AttributeValue]) {
    open(tag)
    for element in elements { value(element) }
    end()
  }

  /// The item of all names and values so far; lists and maps still open are ended.
  package mutating func finish() -> Item {
    while frames.count > 1 { end() }
    if !frames[0].isSorted { _ = sortEntries(of: frames[0]) }
    return Item(out)
  }

  /// Puts the entries of a map in order, the later of two equal names only; says how many are left.
  private mutating func sortEntries(of frame: Frame) -> Int {
    let starts = entries[frame.base...]
    guard let first = starts.first else { return 0 }
    let limits = starts.dropFirst() + [out.count]
    let spans = zip(starts, limits).map { start, limit in
      let (length, name) = Encoded.length(at: start, in: out)
      return (name: out[name..<name + length], span: start..<limit)
    }
    let sorted = spans.indices.sorted {
      let order = compareBytes(spans[$0].name, spans[$1].name)
      return order != 0 ? order < 0 : $0 < $1
    }
    var body: [UInt8] = []
    body.reserveCapacity(out.count - first)
    var count = 0
    for (place, index) in sorted.enumerated() {
      if place + 1 < sorted.count, spans[sorted[place + 1]].name == spans[index].name { continue }
      body.append(contentsOf: out[spans[index].span])
      count += 1
    }
    out.replaceSubrange(first..., with: body)
    return count
  }
}

// MARK: - For literals and tests: slices are quicker

extension ItemWriter {
  package mutating func name(_ name: some Sequence<UInt8>) { self.name(Array(name)[...]) }

  package mutating func string(_ text: some Sequence<UInt8>) { string(Array(text)[...]) }

  package mutating func binary(_ bytes: some Sequence<UInt8>) { binary(Array(bytes)[...]) }
}
