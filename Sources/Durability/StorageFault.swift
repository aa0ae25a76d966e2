// Why a data folder cannot be used: what is wrong with it, and what to do.

import HostSystem

package struct StorageFault: Error, Sendable, Equatable {
  package let message: String
  package let help: String

  package init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  static func system(_ path: String, _ fault: SystemFault) -> StorageFault {
    StorageFault(
      "cannot use the data folder `\(path)`: \(fault.reason)",
      help: "name a folder that this user may write to, or leave `--data` out")
  }

  static func foreign(_ path: String, _ what: String) -> StorageFault {
    StorageFault(
      "`\(path)` is no data folder of Ashlar: \(what)",
      help: "name an empty folder, or one that does not exist yet")
  }

  static func locked(_ path: String) -> StorageFault {
    StorageFault(
      "the data folder `\(path)` is in use by another server",
      help: "stop that server, or name another folder")
  }

  /// State is read by those only who know every field of it.
  package static func otherState(_ path: String, format: Int64) -> StorageFault {
    StorageFault(
      "the data folder `\(path)` holds tables as another Ashlar writes them (format \(format))",
      help: "serve it with the Ashlar that made it, or name another folder")
  }

  static func newer(_ path: String, layout: String) -> StorageFault {
    StorageFault(
      "the data folder `\(path)` has layout \(layout), and this Ashlar knows only"
        + " \(DataFolder.layout) and less",
      help: "serve it with the Ashlar that made it, or name another folder")
  }

  package static func damaged(_ path: String, _ what: String) -> StorageFault {
    StorageFault(
      "the data folder `\(path)` is damaged: \(what)",
      help: "bring it back from a copy, or name another folder; nothing in it was changed")
  }
}
