// Whether expectations are compared or written: `RECORD=never|missing|failed|all`, `never` unless
// said.

import Foundation

package enum Recording: String {
  case never, missing, failed, all

  /// A word that is none of the four is a mistake, not a wish.
  package static let mode: Recording = {
    guard let word = ProcessInfo.processInfo.environment["RECORD"] else { return .never }
    guard let mode = Recording(rawValue: word) else {
      preconditionFailure("RECORD is `\(word)`; write never, missing, failed or all")
    }
    return mode
  }()

  /// Whether an expectation is to be written anew.
  package static func applies(expected: String?, actual: String) -> Bool {
    switch mode {
    case .never: return false
    case .missing: return expected?.isEmpty ?? true
    case .failed: return expected != actual
    case .all: return true
    }
  }
}
