// Makes engines of the pieces of an image.

import Synchronization

package struct EngineLoader {
  private let settings: EngineSettings
  private let shelf = StoreShelfReader()
  private var regions: [EngineImage.Region] = []
  private var post: EngineImage.Post?

  package init(_ settings: EngineSettings) { self.settings = settings }

  package mutating func take(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(StateFault) {
    var place = range.lowerBound
    while place < range.upperBound {
      guard range.upperBound - place >= ImageEntry.headBytes else {
        throw StateFault("an entry is cut off")
      }
      let kind = bytes[place]
      let length = (1...4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * ($1 - 1)) }
      let start = place + ImageEntry.headBytes
      guard range.upperBound - start >= length else { throw StateFault("an entry is cut off") }
      place = start + length
      var reader = PackReader(bytes, start..<place, shelf)
      switch kind {
      case ImageEntry.region: regions.append(try read(EngineImage.Region.self, &reader))
      case ImageEntry.post: post = try read(EngineImage.Post.self, &reader)
      default: try shelf.add(kind, bytes[start..<place])
      }
    }
  }

  private func read<Value: Decodable>(
    _ type: Value.Type, _ reader: inout PackReader
  ) throws(StateFault) -> Value {
    do { return try StateDecoder.value(type, in: &reader) } catch let fault as StateFault {
      throw fault
    } catch { throw StateFault("\(error)") }
  }

  /// The engine of the region that the settings name.
  package func finish() throws(StateFault) -> Engine {
    guard let post, regions.contains(where: { $0.name == settings.region }) else {
      throw StateFault("it is not whole")
    }
    let home = Fleet.home(settings)
    guard let fleet = home.fleet else { throw StateFault("an engine stands alone") }
    for region in regions {
      let engine = fleet.engine(in: region.name)
      engine.restore(region, fleet.post)
    }
    fleet.post.replace(with: post.boxes)
    return home
  }
}

extension Engine {
  fileprivate func restore(_ region: EngineImage.Region, _ post: ReplicaPost) {
    if region.enforcesThroughput { enforce() }
    for table in Array(region.directory.tables.values) + region.directory.formerTables {
      table.state.withLock { $0.replicas?.post = post }
    }
    directory.withLock { $0 = region.directory }
  }
}
