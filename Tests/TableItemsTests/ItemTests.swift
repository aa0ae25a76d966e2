// Items as bytes: written, read, compared, measured.

import TableItems
import Testing
import VirtualTime

@Suite struct ItemTests {
  static let everything: AttributeMap = [
    "s": "text", "empty": "", "n": 42, "b": .binary([0, 255]), "t": .boolean(true),
    "f": .boolean(false), "z": .null, "l": .list(["a", 1, .list([])]),
    "m": .map(["k": .map(["deep": "value"]), "a": .null]), "ss": .stringSet(["a", "b"]),
    "ns": .numberSet([1, 2]), "bs": .binarySet([[1], [2]]), "é": "name",
    "long": .string(ByteString([UInt8](repeating: 97, count: 70_000))),
  ]

  @Test func treesSurviveTheirBytes() {
    let item = Item(Self.everything)
    #expect(item.tree == Self.everything)
    for entry in Self.everything.entries {
      #expect(item[entry.name]?.tree == entry.value)
      #expect(item[entry.name]?.type == entry.value.type)
    }
    #expect(item["missing"] == nil)
    #expect(item["se"] == nil)
  }

  /// Names in any order, and twice: the bytes are those of sorted names, the later value counts.
  @Test func writersSortNames() throws {
    var writer = ItemWriter()
    writer.name("b".utf8)
    writer.number(1)
    writer.name("a".utf8)
    try writer.beginMap()
    writer.name("y".utf8)
    writer.string("2".utf8)
    writer.name("x".utf8)
    writer.string("1".utf8)
    writer.name("y".utf8)
    writer.string("3".utf8)
    writer.end()
    writer.name("b".utf8)
    writer.number(2)
    let item = writer.finish()
    #expect(item == Item(["a": .map(["x": "1", "y": "3"]), "b": 2]))
    #expect(item["a"]?.count == 2)
  }

  @Test func nestingIsBounded() throws {
    var writer = ItemWriter()
    writer.name("a".utf8)
    for _ in 0..<ItemWriter.nestingMax { try writer.beginList() }
    #expect(throws: ValueFault.nestedTooDeeply) { try writer.beginList() }
  }

  @Test func setsAreSortedAndDistinct() throws {
    #expect(try AttributeValue.stringSet(of: ["b", "a"]) == .stringSet(["a", "b"]))
    #expect(throws: ValueFault.emptySet(.number)) { try AttributeValue.numberSet(of: []) }
    let fault = ValueFault.duplicates(["1", "2", "1"])
    #expect(throws: fault) { try AttributeValue.numberSet(of: [1, 2, 1]) }
    #expect(
      fault.message
        == "One or more parameter values were invalid: "
        + "Input collection [1, 2, 1] contains duplicates.")
  }

  /// Developer Guide, "DynamoDB item sizes and formats".
  @Test(
    arguments: [
      (["a": "b"], 2), (["abc": .null], 4), (["a": .boolean(true)], 2), (["é": "é"], 4),
      (["a": .list([])], 4), (["a": .list(["bc"])], 7), (["a": .map(["b": "c"])], 7),
      (["a": .stringSet(["b", "cd"])], 4), (["a": .numberSet([1, 100])], 5),
      (["a": .binary([1, 2, 3])], 4),
    ] as [(AttributeMap, Int)])
  func sizesAreCounted(_ map: AttributeMap, _ size: Int) {
    #expect(ItemSize.size(of: Item(map)) == size)
  }

  /// Text that `String` holds to be equal is two names, and two values.
  @Test func spellingsOfOneCharacterDiffer() {
    let item = Item(["\u{e9}": "composed", "e\u{301}": "two"])
    #expect(item["\u{e9}"]?.tree == "composed")
    #expect(item["e\u{301}"]?.tree == "two")
  }

  @Test func pathsFindValues() {
    let item = Item(Self.everything)
    #expect(DocumentPath("m", [.name("k"), .name("deep")]).value(in: item)?.tree == "value")
    #expect(DocumentPath("l", [.index(1)]).value(in: item)?.tree == 1)
    #expect(DocumentPath("l", [.index(3)]).value(in: item) == nil)
    #expect(DocumentPath("s", [.index(0)]).value(in: item) == nil)
    #expect(DocumentPath("ss", [.index(0)]).value(in: item) == nil)
    #expect(DocumentPath("a", [.name("b"), .index(0)]).description == "[a, b, [0]]")
  }

  @Test func sortKeysKeepTheirOrder() {
    var random = SeededRandom(seed: 7)
    let texts = (0..<300).map { _ in
      ByteString(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          [0, 1, 97, 254, 255].randomElement(using: &random) ?? 0
        })
    }
    for one in texts {
      for two in texts {
        let (left, right) = (sortKey(one), sortKey(two))
        #expect(left.lexicographicallyPrecedes(right) == (one < two), "\(one.bytes) \(two.bytes)")
      }
    }
  }

  /// Whatever stands behind a key must not change its order.
  private func sortKey(_ text: ByteString) -> [UInt8] {
    var key: [UInt8] = []
    KeyEncoding.appendSort(ValueView(.binary(text)), to: &key)
    return key + (text.count % 2 == 0 ? [255] : [0])
  }

  @Test func base64IsWritten() {
    for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")] {
      #expect(Base64.text(of: Array(bytes.utf8)) == text)
    }
  }
}

extension ByteString: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: UInt8...) { self.init(elements) }
}

extension DecimalNumber: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}
