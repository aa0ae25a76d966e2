// A table as a template wants it: its definition, and what is set once it is there.

package import TableModel

package struct LoadedTable: Sendable, Hashable {
  package let logicalID: String
  package var definition: TableDefinition
  package var timeToLive: TimeToLive?
  /// Whether point-in-time recovery is on, and for how many days; nil where nothing was said.
  package var recovery: Recovery?
  /// Other regions that have a replica.
  package var replicaRegions: [String] = []

  package struct Recovery: Sendable, Hashable {
    package let isEnabled: Bool
    package let days: Int?

    package init(isEnabled: Bool, days: Int?) {
      self.isEnabled = isEnabled
      self.days = days
    }
  }
}
