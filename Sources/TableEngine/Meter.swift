// Counts what a request uses, and tells as much of it as was asked for.

import TableItems

struct Meter: Sendable {
  private(set) var used: ConsumedCapacity

  init(_ tableName: String) { used = ConsumedCapacity(tableName: tableName) }

  init(_ used: ConsumedCapacity) { self.used = used }

  mutating func read(_ halves: Int) { used.table.read.halves += halves }

  mutating func write(_ units: Int) { used.table.write.halves += 2 * units }

  mutating func read(_ halves: Int, of index: IndexState) {
    change(index) { $0.read.halves += halves }
  }

  mutating func write(_ units: Int, of index: IndexState) {
    guard units > 0 else { return }
    change(index) { $0.write.halves += 2 * units }
  }

  private mutating func change(_ index: IndexState, _ body: (inout ConsumedCapacity.Arm) -> Void) {
    if index.isLocal {
      Meter.change(&used.localIndexes, index.name, body)
    } else {
      Meter.change(&used.globalIndexes, index.name, body)
    }
  }

  private static func change(
    _ arms: inout [ConsumedCapacity.OfIndex], _ name: String,
    _ body: (inout ConsumedCapacity.Arm) -> Void
  ) {
    if let place = arms.firstIndex(where: { $0.name == name }) {
      body(&arms[place].arm)
      return
    }
    let place = arms.firstIndex { $0.name > name } ?? arms.count
    arms.insert(ConsumedCapacity.OfIndex(name: name, arm: ConsumedCapacity.Arm()), at: place)
    body(&arms[place].arm)
  }

  /// Adds what another request of the same table used.
  mutating func add(_ other: Meter) {
    used.table.read += other.used.table.read
    used.table.write += other.used.table.write
    for index in other.used.localIndexes {
      Meter.change(&used.localIndexes, index.name) {
        $0.read += index.arm.read
        $0.write += index.arm.write
      }
    }
    for index in other.used.globalIndexes {
      Meter.change(&used.globalIndexes, index.name) {
        $0.read += index.arm.read
        $0.write += index.arm.write
      }
    }
  }

  func report(_ wish: ReturnConsumedCapacity, showsKinds: Bool = false) -> ConsumedCapacity? {
    guard wish != .none else { return nil }
    var report = used
    report.showsIndexes = wish == .indexes
    report.showsKinds = showsKinds
    return report
  }
}
