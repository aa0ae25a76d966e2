// What a table in several regions cannot be: the regions, the stream, the capacity, the keys.

import AWSNames
import Diagnostics
import TierRules

enum RefusedGlobalTable {
  static let code = Code("CFN022", "refused-global-table", .error)

  /// What a table has for itself and a global table has in each replica, or otherwise.
  private static let elsewhere = [
    "PointInTimeRecoverySpecification", "Tags", "DeletionProtectionEnabled", "TableClass",
    "ContributorInsightsSpecification", "KinesisStreamSpecification", "ResourcePolicy",
    "ProvisionedThroughput", "OnDemandThroughput", "ImportSourceSpecification",
  ]

  static func check(_ table: ResourceView, _ refusals: inout Refusals) {
    for property in elsewhere where !table[property].isAbsent {
      refusals.add(
        code, at: table[property], "a global table has no property `\(property)` of its own",
        help: "say it in each of `Replicas`, or with the settings of global tables")
    }
    let replicas = table["Replicas"]
    guard !replicas.isUnknown else { return }
    let all = replicas.presentElements
    if all.isEmpty {
      refusals.add(
        code, at: replicas.isAbsent ? nil : replicas,
        "global table `\(table.tableName)` has no replica", help: "list the stack's own region")
      return
    }
    checkRegions(table, all, &refusals)
    checkStream(table, all, &refusals)
    checkCapacity(table, all, &refusals)
    checkKeys(table, all, &refusals)
    checkConsistency(table, all, &refusals)
  }

  private static func checkRegions(
    _ table: ResourceView, _ replicas: [ValueView], _ refusals: inout Refusals
  ) {
    var seen = Set<String>()
    for replica in replicas {
      let region = replica["Region"]
      guard let name = region.string else { continue }
      if Region(named: name) == nil {
        refusals.add(code, at: region, "`\(name)` is no region", help: "write such as `us-east-1`")
      } else if !seen.insert(name).inserted {
        refusals.add(
          code, at: region, "there are two replicas in `\(name)`", help: "leave one of them out")
      }
    }
    let isComplete = replicas.allSatisfy { $0["Region"].string != nil }
    if let own = table.region, isComplete, !seen.contains(own) {
      refusals.add(
        code, at: table["Replicas"], "no replica is in `\(own)`, where the stack is deployed",
        help: "add `Region: \(own)`")
    }
  }

  private static func checkStream(
    _ table: ResourceView, _ replicas: [ValueView], _ refusals: inout Refusals
  ) {
    guard replicas.count > 1, table["MultiRegionConsistency"].string != "STRONG" else { return }
    let stream = table["StreamSpecification"]
    let view = stream["StreamViewType"]
    if stream.isAbsent {
      refusals.add(
        code, at: table["Replicas"], "replicas follow each other by a stream, and there is none",
        help: "write `StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }`")
    } else if let text = view.string, text != "NEW_AND_OLD_IMAGES" {
      refusals.add(
        code, at: view, "the stream of a global table holds new and old images",
        help: "write `NEW_AND_OLD_IMAGES`")
    }
  }

  private static func checkCapacity(
    _ table: ResourceView, _ replicas: [ValueView], _ refusals: inout Refusals
  ) {
    let mode = table["BillingMode"]
    let settings = table["WriteProvisionedThroughputSettings"]
    switch mode.string ?? (mode.isAbsent ? "PROVISIONED" : "") {
    case "PROVISIONED" where settings.isAbsent:
      refusals.add(
        code, at: mode.isAbsent ? table["KeySchema"] : mode,
        "a provisioned global table says how its writes scale",
        help: "add `WriteProvisionedThroughputSettings`, or write `BillingMode: PAY_PER_REQUEST`")
    case "PAY_PER_REQUEST" where !settings.isAbsent:
      refusals.add(
        code, at: settings, "a table on demand has no `WriteProvisionedThroughputSettings`",
        help: "leave them out, or write `BillingMode: PROVISIONED`")
    default: break
    }
    for replica in replicas
    where mode.string == "PAY_PER_REQUEST"
      && !replica["ReadProvisionedThroughputSettings"].isAbsent
    {
      refusals.add(
        code, at: replica["ReadProvisionedThroughputSettings"],
        "a table on demand has no `ReadProvisionedThroughputSettings`",
        help: "leave them out, or write `BillingMode: PROVISIONED`")
    }
  }

  /// All replicas have keys, each of its own region, or none has.
  private static func checkKeys(
    _ table: ResourceView, _ replicas: [ValueView], _ refusals: inout Refusals
  ) {
    let keys = replicas.map { $0["SSESpecification"]["KMSMasterKeyId"] }
    guard let first = keys.first(where: { !$0.isAbsent }) else { return }
    if table["SSESpecification"]["SSEEnabled"].boolean != true,
      !table["SSESpecification"].holdsUnknown
    {
      refusals.add(
        code, at: first, "a replica names a key, but the table does not turn keys on",
        help: "write `SSESpecification: { SSEEnabled: true, SSEType: KMS }` for the table")
    }
    for (replica, key) in zip(replicas, keys) {
      if key.isAbsent {
        refusals.add(
          code, at: replica["Region"], "a replica has no key, and others have",
          help: "name a key in each replica")
      } else if let text = key.text, text.hasPrefix("arn:"), let region = replica["Region"].string {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        // References in the text hold colons as well.
        guard let place = parts.firstIndex(of: "kms"), place + 1 < parts.count,
          Region(named: parts[place + 1]) != nil, parts[place + 1] != region
        else { continue }
        refusals.add(
          code, at: key, "a key of `\(parts[place + 1])` cannot encrypt the replica in `\(region)`",
          help: "name a key of `\(region)`")
      }
    }
  }

  /// Strong consistency is a majority of three regions, without expiry or local indexes.
  private static func checkConsistency(
    _ table: ResourceView, _ replicas: [ValueView], _ refusals: inout Refusals
  ) {
    let wish = table["MultiRegionConsistency"]
    guard wish.string == "STRONG" else { return }
    let witnesses = table["GlobalTableWitnesses"].presentElements.count
    if !(replicas.count == 3 && witnesses == 0 || replicas.count == 2 && witnesses == 1) {
      refusals.add(
        code, at: wish, "strong consistency takes three replicas, or two and a witness",
        help: "list three regions, or two and a `GlobalTableWitnesses`")
    }
    let regions = replicas.compactMap { $0["Region"].string.flatMap { Region(named: $0) } }
    let isOneSet = Region.strongConsistencySets.contains { set in
      regions.allSatisfy { set.contains($0) }
    }
    if regions.count == replicas.count, !isOneSet {
      refusals.add(
        code, at: table["Replicas"],
        "strong consistency takes regions that lie near each other",
        help: "choose them from one of "
          + Region.strongConsistencySets.map { set in
            "(" + set.map { "`\($0.name)`" }.joined(separator: ", ") + ")"
          }.joined(separator: ", "))
    }
    if table["TimeToLiveSpecification"]["Enabled"].boolean == true {
      refusals.add(
        code, at: wish, "items of a strongly consistent table do not expire",
        help: "leave `TimeToLiveSpecification` out")
    }
    if !table["LocalSecondaryIndexes"].presentElements.isEmpty {
      refusals.add(
        code, at: wish, "a strongly consistent table has no local indexes",
        help: "make them global indexes")
    }
  }
}
