// What `access` asks of the backend: about a stack, about requests, or both.

package import AWSNames

package struct StackQuestion: Sendable {
  package enum Purpose: Sendable, Equatable {
    /// Who can do what.
    case matrix
    /// Whether each may do what it was promised, and nothing else.
    case proof
    /// Lines of JSON, to be decided.
    case requests(InputText)
  }

  package let purpose: Purpose
  /// A spec or a template; nil for requests that bring their policies.
  package let file: InputText?
  package let format: PageFormat
  package let environment: String?
  package let tier: String?
  package let region: String?
  package let account: String
  package let parameters: [ValidateOptions.Parameter]
  package let today: CalendarDate
  /// Files beside the template, by name: its trail, its specs.
  package let neighbours: @Sendable (String) -> [InputText]
}

package enum StackAnswer: Sendable {
  /// The text, whether nothing is wrong in what it says, and what was found in the spec besides.
  case answered([UInt8], isClean: Bool, findings: [InputReport])
  /// The spec cannot be compiled.
  case rejected([InputReport])
  /// The template cannot be read.
  case unreadable(ServeFault)
}
