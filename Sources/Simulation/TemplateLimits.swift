// What working out a template may cost: each function may name the one before twice, so a few lines
// could ask for more than there is time or room for.

import Provenance
import Synchronization

enum TemplateLimits {
  /// Functions within functions, conditions within conditions.
  static let nestingMax = 100
  /// A template has at most 1 MB, so CloudFormation takes no property that is longer.
  static let textBytesMax = 1 << 20
  /// Values that are worked out, for each one that is written: those of ours are near 5.
  static let stepsPerValueMax = 100
  /// What a small template may take all the same.
  static let stepsMin = 20_000
  /// So much text takes as long as a value.
  static let bytesPerStep = 256
}

/// What was spent, and whose names are being worked out.
final class ResolutionAccount: Sendable {
  private struct State {
    var steps = 0
    var names: [String] = []
  }

  private let stepsMax: Int
  private let state = Mutex(State())

  init(values: Int) {
    stepsMax = max(TemplateLimits.stepsMin, values * TemplateLimits.stepsPerValueMax)
  }

  /// Whether there was enough left for a value with so much text.
  func spend(bytes: Int = 0) -> Bool {
    state.withLock { state in
      state.steps += 1 + bytes / TemplateLimits.bytesPerStep
      return state.steps <= stepsMax
    }
  }

  /// Begins with the name of a resource; answers the circle that it closes, if it closes one.
  func enter(_ name: String) -> [String]? {
    state.withLock { state in
      if let start = state.names.firstIndex(of: name) { return state.names[start...] + [name] }
      state.names.append(name)
      return nil
    }
  }

  func leave() { state.withLock { _ = $0.names.popLast() } }
}
