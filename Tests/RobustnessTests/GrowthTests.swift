// Specs four times as long take about four times the time, however wrong they are.

import Catalog
import Compiler
import Diagnostics
import Glibc
import Provenance
import Testing

@Suite struct GrowthTests {
  private static let vocabulary = Catalog.vocabulary()

  /// Each grew with the square of its length once: it copied the tree at every mapping, or looked
  /// at every name for every name.
  struct Growth: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let count: Int
    let begin: String
    let line: @Sendable (Int) -> String

    func seconds(_ count: Int) -> Double {
      let text = begin + (0..<count).map(line).joined()
      let file = SourceFile(name: "service.yml", bytes: Array(text.utf8))
      let start = Growth.spent
      let found = Compiler.validate(file, with: GrowthTests.vocabulary, options: CompileOptions())
      let seconds = Growth.spent - start
      #expect(found.located.contains { $0.finding.code.severity == .error })
      return seconds
    }

    /// The processor's time, not the wall's: other tests run beside this one.
    private static var spent: Double {
      var time = timespec()
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }

  static let all = [
    Growth(
      testDescription: "mappings with references", count: 15_000,
      begin: """
        components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: {name: orderId, type: S}
            qqq:

        """
    ) { _ in "    - {a: \"in ${AWS::Region}\"}\n" },
    Growth(
      testDescription: "references to nothing", count: 500, begin: "components:\n"
    ) {
      "- {name: f\($0), type: lambda-api, config: {handler: a.b, environment: {variables: "
        + "{NEXT: \"${g\($0).functionName}\"}}}}\n"
    },
    Growth(testDescription: "binds to nothing", count: 500, begin: "components:\n") {
      "- {name: f\($0), type: lambda-api, config: {handler: a.b}, "
        + "binds: [{to: g\($0), capability: 'database:dynamodb', access: read}]}\n"
    },
  ]

  @Test(arguments: all)
  func isLinear(_ growth: Growth) {
    _ = growth.seconds(1)  // What is read once is read now.
    let short = growth.seconds(growth.count)
    let long = growth.seconds(growth.count * 4)
    #expect(long < short * 7, "\(short) s, and \(long) s for four times as much")
  }
}
