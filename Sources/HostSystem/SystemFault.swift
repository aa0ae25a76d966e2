// Why the operating system refused a call.

import Glibc

package struct SystemFault: Error, Equatable, Sendable {
  package let code: Int32

  package init(_ code: Int32) {
    self.code = code
  }

  package static var last: SystemFault { SystemFault(errno) }

  /// Lower case, as our own words are.
  package var reason: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    let words = unsafe String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  package static let notFound = SystemFault(ENOENT)
  package static let isFolder = SystemFault(EISDIR)
  package static let exists = SystemFault(EEXIST)
  package static let diskIsFull = SystemFault(ENOSPC)
  package static let diskFailed = SystemFault(EIO)

  /// The reader of a pipe has gone: no reason to complain.
  package var isBrokenPipe: Bool { code == EPIPE }

  /// Nothing of that name is there.
  package var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

  package var isPresence: Bool { code == EEXIST }

  package var isRefusal: Bool { code == EACCES }

  package var wouldBlock: Bool { code == EWOULDBLOCK }

  /// An address that another program has.
  package var isTaken: Bool { code == EADDRINUSE }
}
