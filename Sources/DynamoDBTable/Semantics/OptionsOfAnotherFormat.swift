// Options for CSV do nothing for data that is not CSV.

import ComponentKit
package import Diagnostics
import Provenance

package enum OptionsOfAnotherFormat {
  package static let code = Code("TABLE096", "options-of-another-format", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    guard let source = table.config.importSourceSpecification.value,
      let options = source.inputFormatOptions.value?.csv.node,
      case .given(let format, let node) = source.inputFormat, format != .csv
    else { return }
    sink.report(
      Finding(
        code, at: .introduction(options),
        "the data is `\(format.rawValue)`, which options for CSV do not apply to",
        help: "remove `inputFormatOptions`, or write `inputFormat: CSV`",
        related: [Related(.node(node), "the format of the data")]))
  }
}
