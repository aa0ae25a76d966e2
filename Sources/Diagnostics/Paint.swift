// Colour for a terminal that wants it.

package struct Paint: Sendable {
  package enum Style: String, Sendable {
    case bold = "1"
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case gutter = "1;34"
    case faint = "2"
  }

  private let isColored: Bool

  package init(colored: Bool) {
    isColored = colored
  }

  package func callAsFunction(_ style: Style, _ text: String) -> String {
    guard isColored, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }
}

extension Severity {
  package var style: Paint.Style {
    switch self {
    case .error: return .error
    case .warning: return .warning
    case .note: return .note
    }
  }
}
