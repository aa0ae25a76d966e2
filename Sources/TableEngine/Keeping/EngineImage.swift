// Everything that the engines of an account are at a moment, and the bytes that make them again.

import Synchronization
package import VirtualTime

/// Shares with the engines what has not changed since, so that taking one costs next to nothing.
package struct EngineImage: Sendable {
  /// Raised by whoever changes what an image is made of, so that it cannot be taken for another.
  package static let format: Int64 = 2

  struct Region: Sendable, Codable {
    let name: String
    let enforcesThroughput: Bool
    let directory: Directory
  }

  struct Post: Sendable, Codable {
    let boxes: [String: [ReplicaChangeMessage]]
  }

  let regions: [Region]
  let post: Post

  /// Hands out pieces until there are no more or one is answered with false.
  package func write(_ emit: @escaping ([UInt8]) -> Bool) throws(StateFault) {
    let shelf = StoreShelf(emit)
    do {
      for region in regions {
        shelf.lay(ImageEntry.region, try StateEncoder.bytes(of: region, shelf))
      }
      shelf.lay(ImageEntry.post, try StateEncoder.bytes(of: post, shelf))
    } catch let fault as StateFault { throw fault } catch { throw StateFault("\(error)") }
    shelf.flush()
  }
}

extension Engine {
  /// What it is with all other regions; to be called while nobody changes anything.
  ///
  /// Readers may: they let happen what was due by `now`, which is why it has happened before.
  package func image(at now: Instant) -> EngineImage {
    meetEverywhere(now)
    let engines = fleet?.all ?? [self]
    return EngineImage(
      regions: engines.map { engine in
        EngineImage.Region(
          name: engine.settings.region, enforcesThroughput: engine.enforcesThroughput,
          directory: engine.directory.withLock { $0.detached() })
      },
      post: EngineImage.Post(boxes: fleet?.post.all ?? [:]))
  }
}

extension Directory {
  /// A copy whose tables are nobody else's.
  fileprivate func detached() -> Directory {
    var copy = self
    copy.tables = tables.mapValues { $0.detached() }
    copy.formerTables = formerTables.map { $0.detached() }
    return copy
  }
}

extension Table: Codable {
  fileprivate func detached() -> Table { Table(state.withLock { $0 }) }

  func encode(to encoder: any Encoder) throws { try state.withLock { $0 }.encode(to: encoder) }

  convenience init(from decoder: any Decoder) throws { self.init(try TableState(from: decoder)) }
}
