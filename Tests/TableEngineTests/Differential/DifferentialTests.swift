// Random operations on the engine and on a naive table; what differs is shrunk to the fewest
// operations that still differ.

import Foundation
import TableEngine
import TableItems
import Testing
import VirtualTime

@Suite struct EngineDifferentialTests {
  /// `ASHLAR_OPERATIONS` makes more of them, `ASHLAR_SEED` others.
  static let operationCount =
    ProcessInfo.processInfo.environment["ASHLAR_OPERATIONS"].flatMap(Int.init) ?? 20_000
  static let seed =
    ProcessInfo.processInfo.environment["ASHLAR_SEED"].flatMap(UInt64.init) ?? 20_261_125

  /// Many short lives of a table rather than one long one: what fails is found in a short sequence.
  static let sequenceLength = 500

  @Test func engineAgreesWithANaiveTable() throws {
    print("differential: \(Self.operationCount) operations, ASHLAR_SEED=\(Self.seed)")
    var generator = OperationGenerator(
      random: SeededRandom(seed: Self.seed), indexes: TwinTables.indexes)
    var done = 0
    while done < Self.operationCount {
      let operations = (0..<Self.sequenceLength).map { _ in generator.operation() }
      if let difference = try failure(of: operations) {
        let fewest = try shrunk(operations, difference.place)
        let last = try failure(of: fewest)
        Issue.record(
          """
          seed \(Self.seed), after \(done) operations: \(last?.text ?? difference.text)
          in \(fewest.count) operations:
          \(fewest.map { "\($0)" }.joined(separator: "\n"))
          """)
        return
      }
      done += operations.count
    }
    #expect(done >= Self.operationCount)
  }

  private func failure(of operations: [RandomOperation]) throws -> (place: Int, text: String)? {
    var twins = try TwinTables()
    for (place, operation) in operations.enumerated() {
      do throws(TwinTables.Difference) {
        try twins.run(operation)
      } catch { return (place, error.description) }
    }
    return nil
  }

  /// Leaves out every operation without which the last one still fails.
  private func shrunk(_ operations: [RandomOperation], _ place: Int) throws -> [RandomOperation] {
    var fewest = Array(operations[...place])
    var index = fewest.count - 2
    while index >= 0 {
      var fewer = fewest
      fewer.remove(at: index)
      if try failure(of: fewer)?.place == fewer.count - 1 { fewest = fewer }
      index -= 1
    }
    return fewest
  }

  /// A difference is found, and shrunk to what causes it.
  @Test func differencesAreFound() throws {
    var twins = try TwinTables()
    let item: AttributeMap = ["pk": "a", "sk": 1]
    twins.naive.items = [["pk": "a", "sk": 1, "x": "there"]]
    #expect(throws: TwinTables.Difference.self) { try twins.run(.put(item, nil)) }
  }
}
