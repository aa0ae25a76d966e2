// The data folder of a service made small again, beside the requests that go on.

package import Durability
import HostSystem
import Synchronization
import TableEngine
package import TableWire
package import VirtualTime

extension SimulatorService {
  /// On a thread of its own, for it takes as long as writing all items does.
  func compactIfDue() {
    guard let keeping, keeping.journal.isCompactionDue,
      let compaction = beginCompaction(keeping)
    else { return }
    _ = WorkerThread { _ = compaction.run() }
  }

  /// Beginning anew waits, so that these are the tables that the log is about.
  private func beginCompaction(_ keeping: Keeping) -> Compaction? {
    server.withLock { server in
      keeping.journal.beginCompaction { KeptState(of: server, at: $0) }
    }
  }
}

extension KeptState {
  package init(of server: TableServer, at moment: Instant) {
    let image = server.engine.image(at: moment)
    self.init(format: EngineImage.format) { emit throws(StorageFault) in
      do throws(StateFault) { try image.write(emit) } catch {
        throw StorageFault("the tables cannot be written: \(error.what)", help: "")
      }
    }
  }
}
