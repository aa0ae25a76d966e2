// A folder that one run writes to at a time.

import HostSystem

/// Held until the last copy is gone, and by nobody once the process is.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Waits for whoever has it.
  init(_ folder: String) throws(SystemFault) {
    descriptor = try SystemCalls.openForReading(folder)
    do { try SystemCalls.awaitLock(descriptor) } catch {
      do { try SystemCalls.close(descriptor) } catch {}
      throw error
    }
  }

  deinit {
    do { try SystemCalls.close(descriptor) } catch {}
  }
}
