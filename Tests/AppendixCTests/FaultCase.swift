// One fault in a small spec: which finding it earns at which line, and the same spec mended.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

struct FaultCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// A comment `# => CODE CODE…` at the end of a line names the findings that begin on it.
  let spec: String
  /// The spec without the fault, which earns nothing. Nil where the fault cannot be written at
  /// all in our language: then `spec` itself is the proof, and earns nothing.
  let twin: String?
  /// What was to be mended and is not there: a mistake of the case.
  let unmended: [String]

  struct Earned: Hashable, Comparable {
    let line: Int
    let code: String

    static func < (left: Earned, right: Earned) -> Bool {
      (left.line, left.code) < (right.line, right.code)
    }
  }

  /// The lines below `config:` of a table. `mends` are replaced in the order given.
  init(_ name: String, _ config: String, mends: (fault: String, good: String)...) {
    self.init(name, spec: FaultCase.service(table: config), mends)
  }

  /// The components after a table `orders` that has a stream.
  init(_ name: String, beside components: String, mends: (fault: String, good: String)...) {
    let table = """
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: id, type: S }
            streamSpecification: { streamEnabled: true, streamViewType: NEW_IMAGE }

      """
    self.init(name, spec: FaultCase.head + table + components + "\n", mends)
  }

  /// What cannot be said wrongly: a table's configuration that earns nothing.
  static func inexpressible(_ name: String, _ config: String) -> FaultCase {
    FaultCase(name, spec: service(table: config), [])
  }

  private init(_ name: String, spec: String, _ mends: [(fault: String, good: String)]) {
    testDescription = name
    self.spec = spec
    var twin = spec
    var unmended: [String] = []
    for mend in mends {
      if !twin.contains(mend.fault) { unmended.append(mend.fault) }
      twin = twin.replacing(mend.fault, with: mend.good)
    }
    self.unmended = unmended
    self.twin = mends.isEmpty ? nil : twin
  }

  private static let head = """
    service: shop
    complianceFramework: commercial
    region: us-east-1

    """

  private static func service(table config: String) -> String {
    let lines = config.split(separator: "\n", omittingEmptySubsequences: false)
    return head + """
      components:
        - name: orders
          type: dynamodb-table
          config:

      """ + lines.map { "      " + $0 }.joined(separator: "\n") + "\n"
  }

  /// What the comments of the spec announce.
  var announced: [Earned] {
    var announced: [Earned] = []
    for (index, line) in spec.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let mark = line.firstRange(of: "# => ") else { continue }
      announced += line[mark.upperBound...].split(separator: " ")
        .map { Earned(line: index + 1, code: String($0)) }
    }
    return announced.sorted()
  }

  static func found(in text: String) -> [Earned] {
    let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
    let findings = Compiler.validate(
      file, with: Catalog.vocabulary(), options: CompileOptions())
    return findings.located
      .map { Earned(line: $0.place.start.line, code: $0.finding.code.id) }.sorted()
  }
}
