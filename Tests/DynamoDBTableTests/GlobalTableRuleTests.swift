// What the rules of global tables say beside the examples on their pages.

import Compiler
import Diagnostics
import Testing

@Suite struct GlobalTableRuleTests {
  @Test(arguments: regions + strong + keys + effects)
  func earnsItsCodes(_ example: RuleCase) throws {
    #expect(try example.findings().map(\.code.id) == example.codes)
  }

  static let east = CompileOptions(region: "us-east-1")
  static let gov = CompileOptions(region: "us-gov-west-1")
  static let key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  static let regions = [
    RuleCase("one region is legal", "globalTables: { regions: [us-east-1] }", options: east),
    RuleCase(
      "one region needs no stream",
      "globalTables: { regions: [us-east-1] }\nstreamSpecification: { streamEnabled: false }",
      options: east),
    RuleCase(
      "the group alone names the regions",
      "globalTables: { replicationGroup: [{ region: us-east-1 }, { region: us-west-2 }] }",
      options: east),
    RuleCase(
      "the region of the stack may be left to the deployment",
      "globalTables: { regions: [\"${AWS::Region}\", us-west-2] }", options: east),
    RuleCase(
      "an assumed region without a replica is one mistake",
      "globalTables: { regions: [us-west-2, eu-west-1] }", earns: ["TABLE104"]),
    RuleCase(
      "GovCloud replicates within itself",
      "globalTables: { regions: [us-gov-west-1, us-gov-east-1] }", options: gov),
    RuleCase(
      "a region that was reported leaves nothing to conclude",
      "globalTables: { regions: [us-east-9], replicationGroup: [{ region: us-west-2 }] }",
      earns: ["AWS003"], options: east),
    RuleCase(
      "a misspelt list is not also a missing one", "globalTables: { region: us-east-1 }",
      earns: ["SHAPE001"], options: east),
    RuleCase(
      "the regions of a tier yield to the group a person wrote",
      "globalTables: { replicationGroup: [{ region: us-east-1 }, { region: us-east-2 }] }",
      layer: "globalTables: { regions: [us-east-1, us-west-2] }", options: east),
    RuleCase(
      "the regions of a tier count where a person wrote none", "tableClass: STANDARD",
      earns: ["TABLE104"], layer: "globalTables: { regions: [us-east-1, us-west-2] }",
      options: gov),
  ]

  static let strong = [
    RuleCase(
      "two replicas and a witness, without a stream",
      """
      globalTables: { regions: [us-east-1, us-west-2], consistency: STRONG, witnessRegion: us-east-2 }
      streamSpecification: { streamEnabled: false }
      """, options: east),
    RuleCase(
      "a fourth region that is not even one",
      "globalTables: { regions: [us-east-1, us-east-2, us-west-2], consistency: STRONG, "
        + "witnessRegion: us-west-2 }", earns: ["TABLE115", "TABLE120"], options: east),
    RuleCase(
      "another partition is not also another set",
      "globalTables: { regions: [us-gov-west-1, us-gov-east-1, us-east-1], consistency: STRONG }",
      earns: ["TABLE105"], options: gov),
    RuleCase(
      "where no region offers it, one place says so",
      "globalTables: { regions: [us-gov-west-1, us-gov-east-1], consistency: STRONG }",
      earns: ["TABLE115", "TABLE116"].reversed(), options: gov),
  ]

  static let keys = [
    RuleCase(
      "an alias names a key in every region",
      "globalTables: { regions: [us-east-1, us-west-2] }\nencryption: { kmsKeyId: alias/orders }",
      options: east),
    RuleCase(
      "a key of one region is not enough for two",
      "globalTables: { regions: [us-east-1, us-west-2] }\nencryption: { kmsKeyId: \"\(key)\" }",
      earns: ["TABLE106"], options: east),
    RuleCase(
      "the key of the table is that of the replica beside the stack",
      """
      globalTables: { replicationGroup: [{ region: us-east-1 }, { region: us-west-2, kmsKeyId: alias/x }] }
      encryption: { kmsKeyId: "\(key)" }
      """, options: east),
    RuleCase(
      "two keys for the replica beside the stack",
      """
      globalTables: { replicationGroup: [{ region: us-east-1, kmsKeyId: alias/x }] }
      encryption: { kmsKeyId: "\(key)" }
      """, earns: ["TABLE107"], options: east),
    RuleCase(
      "a key of a replica without encryption",
      """
      globalTables: { replicationGroup: [{ region: us-east-1, kmsKeyId: alias/x }] }
      sseSpecification: { sseEnabled: false }
      """, earns: ["TABLE060"], options: east),
    RuleCase(
      "a key to be created beside those that are named",
      """
      globalTables: { replicationGroup: [{ region: us-east-1, kmsKeyId: alias/x }] }
      kmsKey: { create: true }
      """, earns: ["TABLE107"], options: east),
    RuleCase(
      "a tier creates a key only where none is named",
      "globalTables: { replicationGroup: [{ region: us-east-1, kmsKeyId: alias/x }] }",
      layer: "kmsKey: { create: true }", options: east),
  ]

  static let effects = [
    RuleCase(
      "each index of a provisioned global table scales its writes, said once",
      """
      billingMode: PROVISIONED
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
      autoScaling: { writeCapacity: { minCapacity: 5, maxCapacity: 10 } }
      globalTables: { regions: [us-east-1, us-west-2] }
      globalSecondaryIndexes:
        - indexName: ByA
          partitionKey: { name: a, type: S }
          projection: { projectionType: ALL }
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }
      """, earns: ["TABLE114"], options: east),
    RuleCase(
      "insights that the table switches on",
      """
      contributorInsightsSpecification: { enabled: true }
      globalTables: { replicationGroup: [{ region: us-east-1, contributorInsightsSpecification: { mode: THROTTLED_KEYS } }] }
      """, options: east),
    RuleCase(
      "a cluster that the environment decides about",
      "daxCluster: { enabled: \"${env:cached}\", nodeType: dax.r5.large, subnetGroupName: x }",
      environment: "environments: { dev: { values: { cached: false } } }"),
    RuleCase(
      "settings of a cluster that a tier described", "tableClass: STANDARD",
      layer: "daxCluster: { nodeType: dax.r5.large }"),
    RuleCase(
      "an external trail has its own retention",
      """
      audit:
        cloudTrailDataEvents: all
        trail: external
        trailArn: arn:aws:cloudtrail:us-east-1:111122223333:trail/organization
        immutable: true
      """, earns: ["TABLE161"]),
    RuleCase(
      "periods of an hour may span a week",
      "monitoring: { alarms: { systemErrors: { periodSeconds: 3600, evaluationPeriods: 168 } } }"),
    RuleCase(
      "but no longer",
      "monitoring: { alarms: { systemErrors: { periodSeconds: 3600, evaluationPeriods: 169 } } }",
      earns: ["TABLE151"]),
    RuleCase(
      "alarms on what the table has not",
      """
      monitoring:
        alarms:
          replicationLatency: { threshold: 1 }
          readCapacityUtilization: { threshold: 80 }
          timeToLiveDeletedItemCount: { enabled: false }
      """, earns: ["TABLE154", "TABLE154"]),
    RuleCase(
      "marks that a tag may have", "tags: { \"a_.:/=+-@ é\": \"${AWS::Region}(\" }"),
    RuleCase(
      "a mark that it may not", "tags: { team: \"a(b\", \"\": x }",
      earns: ["TABLE165", "TABLE165"]),
  ]
}
