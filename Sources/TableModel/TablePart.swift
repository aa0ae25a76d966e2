// What of a definition a rule of creation is about, in the order in which DynamoDB looks at it.

package enum TablePart: Sendable, Hashable {
  case name
  case billing
  case key
  case indexLists
  case localIndex(Int)
  case globalIndex(Int)
  case indexNames
  case counts
  case definitions
  case stream

  package static func all(of table: TableDefinition) -> [TablePart] {
    [.name, .billing, .key, .indexLists]
      + (table.localSecondaryIndexes ?? []).indices.map(TablePart.localIndex)
      + (table.globalSecondaryIndexes ?? []).indices.map(TablePart.globalIndex)
      + [.indexNames, .counts, .definitions, .stream]
  }
}
