// What a table may have one of for each item or change: packed, and not field by field.

import TableItems
import VirtualTime

extension StreamLog.Entry: Packed {
  func pack(into writer: inout PackWriter) {
    created.pack(into: &writer)
    name.rawValue.pack(into: &writer)
    keys.pack(into: &writer)
    new.pack(into: &writer)
    old.pack(into: &writer)
    writer.byte(isExpiry ? 1 : 0)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    let created = try Instant(unpacking: &reader)
    guard let name = StreamEventName(rawValue: try String(unpacking: &reader)) else {
      throw StateFault("a change in a stream is of no kind")
    }
    self.init(
      created: created, name: name, keys: try Item(unpacking: &reader),
      new: try Item?(unpacking: &reader), old: try Item?(unpacking: &reader),
      isExpiry: try reader.byte() == 1)
  }
}

extension ChangeHistory.Entry: Packed {
  func pack(into writer: inout PackWriter) {
    moment.pack(into: &writer)
    key.pack(into: &writer)
    old.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(
      moment: try Instant(unpacking: &reader), key: try [UInt8](unpacking: &reader),
      old: try [UInt8]?(unpacking: &reader))
  }
}

extension IndexState.PendingChange: Packed {
  func pack(into writer: inout PackWriter) {
    due.pack(into: &writer)
    removed.pack(into: &writer)
    added.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(
      due: try Instant(unpacking: &reader), removed: try [UInt8]?(unpacking: &reader),
      added: try IndexState.AddedEntry?(unpacking: &reader))
  }
}

extension IndexState.AddedEntry: Packed {
  func pack(into writer: inout PackWriter) {
    key.pack(into: &writer)
    entry.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(key: try [UInt8](unpacking: &reader), entry: try [UInt8](unpacking: &reader))
  }
}

extension ReplicaStamp: Packed {
  func pack(into writer: inout PackWriter) {
    moment.pack(into: &writer)
    region.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(
      moment: try Instant(unpacking: &reader), region: try String(unpacking: &reader))
  }
}

extension ReplicaChangeMessage: Packed {
  func pack(into writer: inout PackWriter) {
    due.pack(into: &writer)
    stamp.pack(into: &writer)
    key.pack(into: &writer)
    new.pack(into: &writer)
  }

  init(unpacking reader: inout PackReader) throws(StateFault) {
    self.init(
      due: try Instant(unpacking: &reader), stamp: try ReplicaStamp(unpacking: &reader),
      key: try [UInt8](unpacking: &reader), new: try [UInt8]?(unpacking: &reader))
  }
}
