// The page of a code for tools.

package import Diagnostics
package import JSONText

extension ExplainPage {
  package func json(severity: Severity? = nil, style: JSONWriter.Style = .indented) -> [UInt8] {
    var writer = JSONWriter(style)
    writer.object { writer in
      writer.member("code", code)
      writer.member("slug", slug)
      if let severity { writer.member("severity", severity.rawValue) }
      writer.member("summary", summary)
      writer.key("sections")
      writer.array { writer in
        for section in sections {
          writer.object { writer in
            writer.member("title", section.title)
            writer.member("body", section.readableBody)
          }
        }
      }
    }
    return writer.finished()
  }
}
