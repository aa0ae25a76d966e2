// What somebody in front of the engine has to know of a table to tell what a request is about.

import Synchronization
import TableModel

package struct TableFacts: Sendable {
  package let arn: String
  /// The attributes of the partition key.
  package let partition: [String]
  /// The same for each index.
  package let indexPartitions: [String: [String]]
  package let latestStreamARN: String?
}

extension Engine {
  /// By name or ARN; nil for a table that is not there.
  package func facts(of reference: String) -> TableFacts? {
    guard let table = table(reference) else { return nil }
    return table.state.withLock { state in
      let definition = state.definition
      let indexes =
        (definition.localSecondaryIndexes ?? []) + (definition.globalSecondaryIndexes ?? [])
      return TableFacts(
        arn: arn(table: table.name), partition: definition.keySchema.hashNames,
        indexPartitions: Dictionary(
          indexes.map { ($0.indexName, $0.keySchema.hashNames) }, uniquingKeysWith: { $1 }),
        latestStreamARN: state.streams.last?.arn)
    }
  }

  /// Of a table by name or ARN, whether it is there or not.
  package func tableARN(_ reference: String) -> String { arn(table: Engine.tableName(reference)) }

  /// The policy that a table or a stream has.
  package func resourcePolicy(at arn: String) -> String? {
    table(arn)?.state.withLock { $0.policies[arn]?.document }
  }

  /// The stream that an iterator reads; nil for what is no iterator.
  package static func stream(ofIterator iterator: String) -> String? {
    ShardIterator(parsing: iterator)?.arn
  }
}
