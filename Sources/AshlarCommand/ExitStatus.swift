// What a run says to the shell: one meaning per number.

package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case findings = 1
  case usage = 64
  case unreadable = 66
  case unavailable = 69
  case bug = 70
  case unwritable = 73

  /// The status of two things that happened in one run: the higher number wins, a bug before all.
  package func or(_ other: ExitStatus) -> ExitStatus {
    if self == .bug || other == .bug { return .bug }
    return rawValue >= other.rawValue ? self : other
  }

  /// As `--help` and the reference say it.
  package var meaning: String {
    switch self {
    case .done: return "done, nothing to complain about"
    case .findings: return "findings at or above the bar, or a difference"
    case .usage: return "wrong usage or configuration"
    case .unreadable: return "an input cannot be read"
    case .unavailable: return "something needed is taken or locked"
    case .bug: return "a bug of ours; nothing half-written"
    case .unwritable: return "the output cannot be written; nothing is lost"
    }
  }
}
