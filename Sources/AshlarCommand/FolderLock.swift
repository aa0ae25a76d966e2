// A folder that one run writes to at a time.

import HostSystem

/// Held until the last copy is gone, and by nobody once the process is.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Waits for whoever has it. Who had it may have removed the folder: then the lock is of none.
  init(_ folder: String) throws(SystemFault) {
    descriptor = try SystemCalls.openForReading(folder)
    do { try SystemCalls.awaitLock(descriptor) } catch {
      do { try SystemCalls.close(descriptor) } catch {}
      throw error
    }
  }

  /// Whether it is the folder of that name that is locked.
  func holds(_ folder: String) throws(SystemFault) -> Bool {
    guard let there = try Output.existing(folder) else { return false }
    let locked = try SystemCalls.status(of: descriptor)
    return there.device == locked.device && there.inode == locked.inode
  }

  deinit {
    do { try SystemCalls.close(descriptor) } catch {}
  }
}
