// Contributor Insights of the table, of its indexes and of each in one replica: the nearest word
// counts, and the table speaks for all that say nothing.

import CloudFormation
import Provenance
import Shapes

struct InsightsSettings: Sendable {
  let enabled: Leaf<Bool>
  /// Which keys are recorded; nil where none are, or where nobody says.
  let mode: Leaf<String>?

  /// `places` stand the nearest first.
  init?(_ places: [Field<ContributorInsights>?]) {
    let note =
      "the nearest word counts: of the index in its replica, the index, the replica, the table"
    guard let enabled = NearestSetting(places.map { $0?.value?.enabled }, note) else { return nil }
    self.enabled = enabled.leaf
    let mode = NearestSetting(places.map { $0?.value?.mode }, note)
    self.mode = enabled.value ? mode?.leaf : nil
  }
}

extension TableSettings {
  var insights: InsightsSettings? { InsightsSettings([config.contributorInsightsSpecification]) }

  func insights(of index: GlobalIndex) -> InsightsSettings? {
    InsightsSettings([
      index.contributorInsightsSpecification, config.contributorInsightsSpecification,
    ])
  }

  func insights(in replica: Replica?) -> InsightsSettings? {
    InsightsSettings([
      replica?.contributorInsightsSpecification, config.contributorInsightsSpecification,
    ])
  }

  func insights(of index: GlobalIndex, _ own: ReplicaIndex?, in replica: Replica?)
    -> InsightsSettings?
  {
    InsightsSettings([
      own?.contributorInsightsSpecification, index.contributorInsightsSpecification,
      replica?.contributorInsightsSpecification, config.contributorInsightsSpecification,
    ])
  }

  /// Modes of insights that are off: they were warned about, and record nothing.
  var unusedInsightsModes: [NodeID] {
    let own = config.contributorInsightsSpecification
    var places: [[Field<ContributorInsights>?]] = [[own]]
    for index in table.keys.globalIndexes {
      if case .global(let global) = index.kind {
        places.append([global.contributorInsightsSpecification, own])
      }
    }
    for replica in table.replicas.all {
      guard let settings = replica.settings else { continue }
      places.append([settings.contributorInsightsSpecification, own])
      for index in settings.globalSecondaryIndexes.value?.elements ?? [] {
        places.append([
          index.value.contributorInsightsSpecification, settings.contributorInsightsSpecification,
          own,
        ])
      }
    }
    return places.compactMap { chain in
      InsightsSettings(chain)?.mode == nil ? chain.first??.value?.mode.node : nil
    }
  }
}
