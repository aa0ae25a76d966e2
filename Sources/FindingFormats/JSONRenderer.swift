// Findings for tools: one JSON object over all inputs, as `schemas/findings.schema.json` says.

import Diagnostics
package import JSONText
import Provenance

package struct JSONRenderer: Sendable {
  private let style: JSONWriter.Style

  package init(_ style: JSONWriter.Style = .indented) {
    self.style = style
  }

  package func render(_ reports: [Report]) -> [UInt8] {
    var tally = Tally()
    var writer = JSONWriter(style)
    writer.object { writer in
      writer.key("findings")
      writer.array { writer in
        for found in reports.lazy.flatMap(\.findings.located) {
          tally.count(found.finding.code.severity)
          write(found, to: &writer)
        }
      }
      writer.key("summary")
      writer.object { writer in
        writer.member("errors", tally.errors)
        writer.member("warnings", tally.warnings)
        writer.member("notes", tally.notes)
      }
    }
    return writer.finished()
  }

  private func write(_ found: LocatedFinding, to writer: inout JSONWriter) {
    let finding = found.finding
    writer.object { writer in
      writer.member("code", finding.code.id)
      writer.member("slug", finding.code.slug)
      writer.member("severity", finding.code.severity.rawValue)
      writer.member("message", finding.message)
      if let help = finding.help { writer.member("help", help) }
      writer.member("file", found.place.file)
      writer.member("line", found.place.start.line)
      writer.member("column", found.place.start.column)
      writer.member("endLine", found.place.end.line)
      writer.member("endColumn", found.place.end.column)
      writer.member("pointer", found.place.pointer)
      writer.key("related")
      writer.array { writer in
        for related in found.related {
          writer.object { writer in
            writer.member("file", related.place.file)
            writer.member("line", related.place.start.line)
            writer.member("column", related.place.start.column)
            writer.member("message", related.message)
          }
        }
      }
      writer.member("controls", finding.controls)
    }
  }
}
