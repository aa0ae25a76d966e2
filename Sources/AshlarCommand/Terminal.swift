// Whether text is colored, and how complaints are written.

import HostSystem

struct Terminal {
  private let surroundings: Surroundings

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  /// One line, and a second with what to do. Nobody is left to tell when this fails.
  func complain(_ message: String, help: String? = nil) {
    var text = "ashlar: \(Terminal.shown(message))\n"
    if let help { text += "help: \(Terminal.shown(help))\n" }
    write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) {
    do { try SystemCalls.write(bytes, to: surroundings.errors) } catch {}
  }

  /// Names come from anywhere: none may move the cursor or begin a line.
  static func shown(_ text: String) -> String {
    func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: return false
      default: return true
      }
    }
    if text.unicodeScalars.allSatisfy(isHarmless) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      shown.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
    }
    return shown
  }

  /// The flag, then the variables of the person at the terminal, then the project's taste.
  func isColored(_ descriptor: Int32, flag: String?, project: String?) throws(UsageFault) -> Bool {
    switch try choice(flag: flag, project: project) {
    case "always": return true
    case "never": return false
    default:
      return SystemCalls.isTerminal(descriptor) && surroundings.variable("TERM") != "dumb"
    }
  }

  private func choice(flag: String?, project: String?) throws(UsageFault) -> String? {
    if let flag { return flag }
    if let wish = surroundings.variable("ASHLAR_COLOR"), !wish.isEmpty {
      guard ["auto", "always", "never"].contains(wish) else {
        throw UsageFault(
          "the variable ASHLAR_COLOR is `\(wish)`", help: "set it to auto, always or never")
      }
      return wish
    }
    if let refusal = surroundings.variable("NO_COLOR"), !refusal.isEmpty { return "never" }
    return project
  }
}
