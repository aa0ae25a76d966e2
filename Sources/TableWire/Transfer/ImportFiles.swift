// Items read from the files of a bucket: an object `{"Item": …}` a line, or rows of CSV.

import TableEngine
import TableItems
import TableModel

struct ImportFiles {
  private(set) var items: [Item] = []
  /// Lines and rows that hold no item.
  private(set) var unreadable = 0

  private let source: ImportSource
  /// Of the key attributes, whose values in CSV are of the type that the table says.
  private let keyTypes: [String: KeyType]

  /// What one import takes, expanded: a small file can hold very much.
  static let bytesMax = 256 << 20

  init(
    _ source: ImportSource, for definition: TableDefinition, _ buckets: any BucketStore
  ) throws(BucketFault) {
    self.source = source
    var keyTypes: [String: KeyType] = [:]
    for attribute in definition.attributeDefinitions {
      keyTypes[attribute.attributeName] = attribute.attributeType
    }
    self.keyTypes = keyTypes
    let keys = try buckets.keys(under: source.place.prefix ?? "", in: source.place.bucket)
    guard !keys.isEmpty else {
      throw BucketFault(.noObject, "No objects were found under the given prefix")
    }
    var left = ImportFiles.bytesMax
    for key in keys {
      var bytes = try buckets.read(key, in: source.place.bucket)
      if source.isCompressed {
        do throws(GzipFault) { bytes = try Gzip.expand(bytes, sizeMax: left) } catch {
          throw BucketFault(.other, "\(key): \(error.message)")
        }
      }
      guard bytes.count <= left else {
        throw BucketFault(.other, "\(key): \(GzipFault.tooLarge.message)")
      }
      left -= bytes.count
      switch source.format {
      case .dynamoDBJSON: addLines(bytes)
      case .csv: addRows(bytes)
      }
    }
  }

  // MARK: - DynamoDB's JSON

  private mutating func addLines(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if bytes[start..<end].contains(where: { $0 > 0x20 }) {
        do throws(WireFault) {
          let line = try WireDecoder.decode(WireMap<Item>.self, from: bytes, start..<end)
          guard line.entries.count == 1, line.entries[0].key == "Item" else {
            throw .serialization(nil)
          }
          items.append(line.entries[0].value)
        } catch { unreadable += 1 }
      }
      start = end + 1
    }
  }

  // MARK: - CSV

  /// EVIDENCE: Developer Guide, "Amazon S3 import formats for DynamoDB", "CSV": all attributes are
  /// strings but those of keys; the header is the first line unless it was given. UNCERTAIN: a row
  /// with fewer or more cells than the header is an error, and an empty cell is no attribute.
  private mutating func addRows(_ bytes: [UInt8]) {
    var rows = CSVRows(bytes, delimiter: source.delimiter ?? UInt8(ascii: ","))
    var header = source.header?.map { Array($0.utf8) }
    while let row = rows.next() {
      guard let names = header else {
        header = row
        continue
      }
      if let item = item(names, row) { items.append(item) } else { unreadable += 1 }
    }
    if rows.isBroken { unreadable += 1 }
  }

  private func item(_ names: [[UInt8]], _ row: [[UInt8]]) -> Item? {
    guard row.count == names.count else { return nil }
    var writer = ItemWriter()
    var seen: Set<[UInt8]> = []
    for (name, cell) in zip(names, row) where !cell.isEmpty {
      guard !name.isEmpty, seen.insert(name).inserted,
        String(validating: cell, as: UTF8.self) != nil
      else { return nil }
      writer.name(name[...])
      switch keyTypes[String(decoding: name, as: UTF8.self)] {
      case nil, .string?: writer.string(cell[...])
      case .number?:
        do throws(ValueFault) { writer.number(try DecimalNumber(parsing: cell)) } catch {
          return nil
        }
      case .binary?:
        guard let bytes = Base64.bytes(of: cell) else { return nil }
        writer.binary(bytes[...])
      }
    }
    return writer.finish()
  }
}
