// A template that anybody could have written, with what is refused of it.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

struct TemplateCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// A comment `# => CODE` at the end of a line names the finding that begins there.
  let text: String
  let options: CompileOptions

  init(_ name: String, options: CompileOptions = CompileOptions(), _ text: String) {
    testDescription = name
    self.options = options
    self.text = text
  }

  /// A table on demand whose key is `id`, with more properties.
  init(table name: String, _ properties: String) {
    let more = properties.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "      \($0)" }.joined(separator: "\n")
    self.init(
      name,
      """
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
      \(more)

      """)
  }

  /// A global table in two regions, with more properties.
  init(globalTable name: String, _ properties: String) {
    let table = TemplateCase(table: name, properties)
    self.init(
      name, table.text.replacing("AWS::DynamoDB::Table", with: "AWS::DynamoDB::GlobalTable"))
  }

  struct Earned: Hashable, Comparable {
    let line: Int
    let code: String

    static func < (left: Earned, right: Earned) -> Bool {
      (left.line, left.code) < (right.line, right.code)
    }
  }

  var announced: [Earned] {
    var announced: [Earned] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let mark = line.firstRange(of: "# => ") else { continue }
      announced += line[mark.upperBound...].split(separator: " ")
        .map { Earned(line: number + 1, code: String($0)) }
    }
    return announced.sorted()
  }

  var findings: Findings {
    let file = SourceFile(name: "template.yml", bytes: Array(text.utf8))
    return Compiler.validate(file, with: Catalog.vocabulary(), options: options)
  }

  /// Those about creation: a tier's own are said of other things.
  var found: [Earned] {
    findings.located.filter { $0.finding.code.id.hasPrefix("CFN") }
      .map { Earned(line: $0.place.start.line, code: $0.finding.code.id) }.sorted()
  }
}
