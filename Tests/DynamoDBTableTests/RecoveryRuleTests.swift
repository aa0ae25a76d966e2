// What the rules of encryption, streams, expiry and recovery say beside the examples on their
// pages.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

/// A configuration, and the codes it earns: each once, notes included.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let name: String
  let config: String
  let codes: [String]
  var layer = ""
  var environment = ""
  var options = CompileOptions()

  var testDescription: String { name }

  init(
    _ name: String, _ config: String, earns codes: [String] = [], layer: String = "",
    environment: String = "", options: CompileOptions = CompileOptions()
  ) {
    self.name = name
    self.config = config
    self.codes = codes
    self.layer = layer
    self.environment = environment
    self.options = options
  }

  private var spec: SourceFile {
    let lines = config.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    let text = """
      service: shop
      complianceFramework: commercial
      \(environment)
      components:
        - name: orders
          type: dynamodb-table
          config:
            partitionKey: { name: orderId, type: S }
      \(lines)

      """
    return SourceFile(name: "service.yml", bytes: Array(text.utf8))
  }

  /// The built-in vocabulary, with one more layer beneath the table.
  private func vocabulary() throws -> Vocabulary {
    let builtIn = Catalog.vocabulary()
    guard !layer.isEmpty else { return builtIn }
    let table = try #require(builtIn.layers.first { $0.file.name.contains("dynamodb-table") })
    let file = SourceFile(name: "tier.yaml", bytes: Array(layer.utf8), role: .layer("tier"))
    return Vocabulary(
      schema: builtIn.schema, formats: builtIn.formats, components: builtIn.components,
      layers: builtIn.layers + [LayerText(component: table.component, tier: nil, file: file)])
  }

  func findings() throws -> [Finding] {
    Compiler.validate(spec, with: try vocabulary(), options: options).located.map(\.finding)
  }
}

@Suite struct RecoveryRuleTests {
  @Test(arguments: encryption + streams + expiry + recovery + backups)
  func earnsItsCodes(_ example: RuleCase) throws {
    #expect(try example.findings().map(\.code.id) == example.codes)
  }

  static let key = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"
  static let west = CompileOptions(region: "us-west-2")
  static let gov = CompileOptions(region: "us-gov-west-1")

  static let encryption = [
    RuleCase("a key alone switches encryption on", "encryption: { kmsKeyArn: alias/orders }"),
    RuleCase("without a region no key is in the wrong one", "encryption: { kmsKeyId: \"\(key)\" }"),
    RuleCase(
      "a region that an option gives counts", "encryption: { kmsKeyId: \"\(key)\" }",
      earns: ["TABLE064"], options: west),
    RuleCase(
      "another partition is not also another region", "encryption: { kmsKeyId: \"\(key)\" }",
      earns: ["TABLE065"], options: gov),
    RuleCase(
      "a reference is known only at deployment",
      "encryption: { kmsKeyId: \"arn:aws:kms:us-east-1:${AWS::AccountId}:alias/orders\" }",
      options: west),
    RuleCase(
      "the key of the vault lies where the vault does",
      "backupPolicy: { backupPlan: { retention: 35 }, vault: { kmsKeyId: \"\(key)\" } }",
      earns: ["TABLE064"], options: west),
    RuleCase(
      "AES256 explains itself, off or on", "sseSpecification: { enabled: false, type: AES256 }",
      earns: ["TABLE062"]),
    RuleCase(
      "what was reported has no consequences", "sseSpecification: { enabled: false, type: DES }",
      earns: ["SHAPE003"]),
    RuleCase(
      "off with a created key", "sseSpecification: { enabled: false }\nkmsKey: { create: true }",
      earns: ["TABLE060"]),
    RuleCase(
      "a tier creates a key only where none is named",
      "encryption: { kmsKeyId: alias/orders }", layer: "kmsKey: { create: true }"),
    RuleCase(
      "settings for the key that a tier creates", "kmsKey: { enableKeyRotation: true }",
      layer: "kmsKey: { create: true }"),
    RuleCase(
      "settings for the key that a tier would create, beside a named one",
      "kmsKey: { alias: alias/x }\nencryption: { kmsKeyId: alias/orders }", earns: ["TABLE067"],
      layer: "kmsKey: { create: true }"),
    RuleCase(
      "a key that one environment creates",
      "kmsKey: { create: \"${envIs:prod}\", alias: alias/orders }",
      environment: "environments: { dev: {}, prod: {} }"),
  ]

  static let streams = [
    RuleCase("a view type asks for a stream", "stream: { viewType: KEYS_ONLY }"),
    RuleCase(
      "a stream that one environment has",
      "stream: { enabled: \"${envIs:prod}\", viewType: KEYS_ONLY }",
      environment: "environments: { dev: {}, prod: {} }"),
    RuleCase(
      "a data stream without its ARN",
      "kinesisStreamSpecification: { approximateCreationDateTimePrecision: MILLISECOND }",
      earns: ["SHAPE004"]),
  ]

  static let expiry = [
    RuleCase("switched off on purpose", "ttl: { enabled: false, attributeName: expiresAt }"),
    RuleCase("off, and nothing else", "ttl: { enabled: false }"),
    RuleCase(
      "a string that also partitions",
      """
      globalSecondaryIndexes:
        - indexName: ByExpiry
          partitionKey: { name: expiresAt, type: S }
          projection: { projectionType: ALL }
      ttl: { enabled: true, attributeName: expiresAt }
      """, earns: ["TABLE077"]),
  ]

  static let recovery = [
    RuleCase(
      "every repetition is a note",
      """
      pointInTimeRecoveryEnabled: true
      pointInTimeRecovery: { enabled: true }
      backupPolicy: { continuousBackups: { enabled: true } }
      """, earns: ["TABLE080", "TABLE080"]),
    RuleCase(
      "the table itself counts first",
      "pointInTimeRecoveryEnabled: false\npointInTimeRecovery: { enabled: true }",
      earns: ["TABLE081"]),
    RuleCase(
      "what a tier supplies contradicts nobody",
      "backupPolicy: { pointInTimeRecoveryEnabled: false }",
      layer: "pointInTimeRecoveryEnabled: true"),
    RuleCase(
      "a period for the recovery that a tier supplies",
      "pointInTimeRecovery: { recoveryPeriodInDays: 7 }",
      layer: "pointInTimeRecoveryEnabled: true"),
    RuleCase(
      "a period beside a contradiction",
      """
      pointInTimeRecoveryEnabled: false
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 }
      """, earns: ["TABLE081"]),
    RuleCase(
      "protected, and kept",
      "deletionProtectionEnabled: true\nremovalPolicy: retain"),
  ]

  static let backups = [
    RuleCase(
      "one plan of both spellings",
      """
      backupPolicy:
        backupPlan: { ruleName: Daily }
        scheduledBackups: [{ ruleName: Daily }, { ruleName: Daily }]
      """, earns: ["TABLE084", "TABLE084"]),
    RuleCase(
      "a written rule stands in place of a tier's",
      "backupPolicy: { backupPlan: { ruleName: Daily } }",
      layer: "backupPolicy: { scheduledBackups: [{ ruleName: Daily }] }"),
    RuleCase("rules without names", "backupPolicy: { scheduledBackups: [{}, {}] }"),
    RuleCase(
      "cold storage for exactly 90 days",
      "backupPolicy: { backupPlan: { retention: 91, moveToColdStorageAfterDays: 1 } }"),
    RuleCase(
      "cold storage beyond all numbers",
      """
      backupPolicy:
        backupPlan: { retention: 36501, moveToColdStorageAfterDays: 9223372036854775807 }
      """, earns: ["SHAPE005", "SHAPE005"]),
    RuleCase(
      "a start window below an hour",
      "backupPolicy: { backupPlan: { startWindowMinutes: 30 } }", earns: ["SHAPE005"]),
    RuleCase(
      "the short form is bound by the lock",
      """
      backup: { retentionDays: 400 }
      backupPolicy: { vault: { lock: { minRetentionDays: 30, maxRetentionDays: 365 } } }
      """, earns: ["TABLE091"]),
    RuleCase(
      "bounds the wrong way round exclude everything once",
      """
      backup: { retentionDays: 40 }
      backupPolicy: { vault: { lock: { minRetentionDays: 365, maxRetentionDays: 30 } } }
      """, earns: ["TABLE089"]),
    RuleCase(
      "the minimum that a tier supplies",
      """
      backup: { retentionDays: 400 }
      backupPolicy: { vault: { lock: { maxRetentionDays: 500 } } }
      """, layer: "backupPolicy: { vault: { lock: { minRetentionDays: 365 } } }"),
    RuleCase(
      "declined beside rules that hold",
      "backup: { enabled: false }\nbackupPolicy: { backupPlan: {} }", earns: ["TABLE094"]),
    RuleCase(
      "a vault beside rules that were reported",
      """
      backupPolicy:
        vault: { name: orders }
        scheduledBackups: [{ retention: never }]
      """, earns: ["SHAPE002"]),
    RuleCase(
      "messages to nobody, about nothing",
      "backupPolicy: { backupPlan: {}, vault: { notifications: {} } }",
      earns: ["SHAPE004", "SHAPE004"]),
    RuleCase(
      "a copy to nowhere", "backupPolicy: { backupPlan: { copyTo: [{ retention: 30 }] } }",
      earns: ["SHAPE004"]),
  ]
}
