// Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.

import Diagnostics
package import JSONText
import Provenance

package struct SARIFRenderer: Sendable {
  private let version: String
  /// By code, the sentence that describes it; without one the slug has to do.
  private let summaries: [String: String]
  private let style: JSONWriter.Style

  package init(
    version: String, summaries: [String: String] = [:], style: JSONWriter.Style = .indented
  ) {
    self.version = version
    self.summaries = summaries
    self.style = style
  }

  package func render(_ reports: [Report]) -> [UInt8] {
    let located = reports.flatMap(\.findings.located)
    var codes: [String: Code] = [:]
    for found in located { codes[found.finding.code.id] = found.finding.code }
    let rules = codes.values.sorted { $0.id < $1.id }
    var writer = JSONWriter(style)
    writer.object { writer in
      writer.member(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          + "sarif-schema-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array { writer in
        writer.object { writer in
          writer.key("tool")
          writer.object { writer in writeDriver(rules, to: &writer) }
          writer.member("columnKind", "unicodeCodePoints")
          writer.key("results")
          writer.array { writer in
            let indices = Dictionary(
              uniqueKeysWithValues: rules.enumerated().map { ($0.element.id, $0.offset) })
            for found in located {
              writeResult(found, ruleIndex: indices[found.finding.code.id], to: &writer)
            }
          }
        }
      }
    }
    return writer.finished()
  }

  private func writeDriver(_ rules: [Code], to writer: inout JSONWriter) {
    writer.key("driver")
    writer.object { writer in
      writer.member("name", "ashlar")
      writer.member("version", version)
      writer.key("rules")
      writer.array { writer in
        for rule in rules {
          writer.object { writer in
            writer.member("id", rule.id)
            writer.member("name", pascalCase(rule.slug))
            writer.key("shortDescription")
            writer.object { $0.member("text", summaries[rule.id] ?? words(rule.slug)) }
            writer.key("defaultConfiguration")
            writer.object { $0.member("level", rule.severity.rawValue) }
          }
        }
      }
    }
  }

  private func writeResult(
    _ found: LocatedFinding, ruleIndex: Int?, to writer: inout JSONWriter
  ) {
    let finding = found.finding
    writer.object { writer in
      writer.member("ruleId", finding.code.id)
      if let ruleIndex { writer.member("ruleIndex", ruleIndex) }
      // SARIF's levels bear the names of our severities.
      writer.member("level", finding.code.severity.rawValue)
      let help = finding.help.map { "\nhelp: " + $0 } ?? ""
      writeMessage(finding.message + help, to: &writer)
      writer.key("locations")
      writer.array { writeLocation(found.place, message: nil, to: &$0) }
      if !found.related.isEmpty {
        writer.key("relatedLocations")
        writer.array { writer in
          for related in found.related {
            writeLocation(related.place, message: related.message, to: &writer)
          }
        }
      }
      if !finding.controls.isEmpty {
        writer.key("properties")
        writer.object { $0.member("controls", finding.controls) }
      }
    }
  }

  private func writeMessage(_ text: String, to writer: inout JSONWriter) {
    writer.key("message")
    writer.object { $0.member("text", text) }
  }

  private func writeLocation(
    _ place: LocatedPlace, message: String?, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("physicalLocation")
      writer.object { writer in
        writer.key("artifactLocation")
        writer.object { $0.member("uri", FileURI.reference(to: place.file)) }
        writer.key("region")
        writer.object { writer in
          writer.member("startLine", place.start.line)
          writer.member("startColumn", place.start.column)
          writer.member("endLine", place.end.line)
          writer.member("endColumn", place.end.column)
        }
      }
      if !place.pointer.isEmpty {
        writer.key("logicalLocations")
        writer.array { writer in
          writer.object { $0.member("fullyQualifiedName", place.pointer) }
        }
      }
      if let message, !message.isEmpty { writeMessage(message, to: &writer) }
    }
  }

  private func pascalCase(_ slug: String) -> String {
    slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func words(_ slug: String) -> String { slug.split(separator: "-").joined(separator: " ") }
}
