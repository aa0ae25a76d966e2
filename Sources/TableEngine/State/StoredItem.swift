// An item as it lies in a table's store: what it counts for, then its bytes.

import TableItems
import TableModel

struct StoredItem: Sendable {
  let item: Item
  /// What DynamoDB counts for it.
  let size: Int

  init(_ item: Item, size: Int) {
    self.item = item
    self.size = size
  }

  init(_ item: Item) {
    self.init(item, size: ItemSize.size(of: item))
  }

  /// Reads what `bytes` wrote.
  init(reading bytes: [UInt8]) {
    self.init(reading: bytes, from: 0, to: bytes.count)
  }

  /// Reads it where it lies: for what is let go before the store is written.
  init(in store: OrderedStore, at place: OrderedStore.Position) {
    let (bytes, start, end) = store.valueInPlace(at: place)
    self.init(reading: bytes, from: start, to: end)
  }

  init(reading bytes: [UInt8], from start: Int, to end: Int) {
    let (size, first) = Encoded.length(at: start, in: bytes)
    self.init(Item(bytes: bytes, start: first, end: end), size: size)
  }

  /// As it is stored: its size, then its bytes.
  var value: StoreValue { StoreValue(measure: size, item) }

  var bytes: [UInt8] { value.bytes }

  var writeUnits: Int { StoredItem.writeUnits(size) }

  static func writeUnits(_ size: Int) -> Int {
    max(1, (size + Limits.writeUnitBytes - 1) / Limits.writeUnitBytes)
  }

  /// Halves of read units: a strong read counts twice an eventual one.
  static func readHalves(_ size: Int, isConsistent: Bool) -> Int {
    let units = max(1, (size + Limits.readUnitBytes - 1) / Limits.readUnitBytes)
    return isConsistent ? 2 * units : units
  }
}
