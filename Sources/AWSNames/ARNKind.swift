// What an ARN may name in one place of a spec: a topic, a role, a stream.

package import Diagnostics
package import Shapes

/// The shape one kind of resource gives its ARNs.
package struct ARNKind: Sendable {
  package static let ofAnotherService = Code("AWS002", "arn-of-another-service", .error)

  /// With its article, as a message says it: "an SNS topic".
  package let noun: String
  package let service: String
  package let isRegional: Bool
  /// A legal one, for the help.
  package let example: String
  /// How a spec names one that it makes itself, where it can.
  private let reference: String?
  private let isResource: @Sendable (Substring) -> Bool

  private init(
    _ noun: String, service: String, isRegional: Bool = true, resource example: String,
    reference: String? = nil,
    isResource: @escaping @Sendable (Substring) -> Bool
  ) {
    self.noun = noun
    self.service = service
    self.isRegional = isRegional
    self.example =
      "arn:aws:\(service):\(isRegional ? "us-east-1" : ""):123456789012:\(example)"
    self.reference = reference
    self.isResource = isResource
  }

  /// The ARN, when it names something of one of these kinds.
  package static func parse(
    _ text: String, as kinds: ARNKind...
  ) throws(FormatFault) -> ARN {
    try parse(text, as: kinds)
  }

  static func parse(_ text: String, as kinds: [ARNKind]) throws(FormatFault) -> ARN {
    // Words only for who needs them: most ARNs are what they should be.
    func nouns() -> String { kinds.map { $0.noun }.joined(separator: " or ") }
    func help() -> String {
      "write one like " + kinds.map { "`\($0.example)`" }.joined(separator: " or ")
    }
    guard text.hasPrefix("arn:") else {
      let references = kinds.compactMap(\.reference).map { "`\($0)` for one of this service, or " }
      throw ARN.fault(
        text, "does not begin with `arn:`",
        help: "write " + references.joined()
          + help().dropFirst("write ".count))
    }
    let arn = try ARN(parsing: text)
    let candidates = kinds.filter { $0.service == arn.service }
    guard !candidates.isEmpty else {
      throw FormatFault(
        ofAnotherService,
        "\(Characters.excerpt(text)) names something of `\(arn.service)`, not \(nouns())",
        help: help())
    }
    guard candidates.contains(where: { $0.isResource(arn.resource[...]) }) else {
      throw ARN.fault(text, "does not name \(nouns())", help: help())
    }
    guard arn.account != nil else { throw ARN.fault(text, "names no account", help: help()) }
    if candidates.allSatisfy(\.isRegional), arn.region == nil {
      throw ARN.fault(text, "names no region", help: help())
    }
    if !candidates.contains(where: \.isRegional), arn.region != nil {
      throw ARN.fault(text, "names a region, but `\(arn.service)` has none", help: help())
    }
    return arn
  }

  package static let topic = ARNKind("an SNS topic", service: "sns", resource: "alerts") {
    isQueueName($0, lengthMax: 256)
  }

  package static let queue = ARNKind("an SQS queue", service: "sqs", resource: "failures") {
    isQueueName($0, lengthMax: 80)
  }

  package static let role = ARNKind(
    "an IAM role", service: "iam", isRegional: false, resource: "role/backup"
  ) { isPrincipal($0, of: "role/") }

  /// Whoever a key policy can name: the account itself, a user or a role.
  package static let principal = ARNKind(
    "an IAM user, role or account root", service: "iam", isRegional: false,
    resource: "role/key-admin"
  ) { $0 == "root" || isPrincipal($0, of: "role/") || isPrincipal($0, of: "user/") }

  /// A role in use, as STS names it.
  package static let session = ARNKind(
    "an STS session", service: "sts", isRegional: false, resource: "assumed-role/admin/alice"
  ) { isPrincipal($0, of: "assumed-role/") || isPrincipal($0, of: "federated-user/") }

  package static let kinesisStream = ARNKind(
    "a Kinesis data stream", service: "kinesis", resource: "stream/orders"
  ) { isNamed($0, "stream/", marks: "_.-", lengths: 1...128) }

  package static let tableStream = ARNKind(
    "a DynamoDB stream", service: "dynamodb",
    resource: "table/orders/stream/2026-01-01T00:00:00.000", reference: "${TABLE.streamArn}"
  ) { resource in
    let parts = resource.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "table" && parts[2] == "stream"
      && Characters.isName(parts[1], marks: "_.-", lengths: 3...255)
      && Characters.isName(parts[3], marks: ":.-", lengths: 1...64)
  }

  package static let backupVault = ARNKind(
    "a backup vault", service: "backup", resource: "backup-vault:orders"
  ) { isNamed($0, "backup-vault:", marks: "_-", lengths: 2...50) }

  package static let trail = ARNKind(
    "a CloudTrail trail", service: "cloudtrail", resource: "trail/audit"
  ) { isNamed($0, "trail/", marks: "_.-", lengths: 3...128) }

  /// A function takes a version of a layer, never the layer.
  package static let layerVersion = ARNKind(
    "a version of a Lambda layer", service: "lambda", resource: "layer:tools:3"
  ) { resource in
    let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "layer"
      && Characters.isName(parts[1], marks: "_-", lengths: 1...140)
      && Characters.number(parts[2]).map { $0 > 0 } ?? false
  }

  /// The id is not judged here: `KMSKeyName.isWellFormedKeyID` is.
  package static let key = ARNKind(
    "a KMS key", service: "kms", resource: "key/12345678-1234-1234-1234-123456789012"
  ) { isNamed($0, "key/", marks: "-_", lengths: 1...128) }

  package static let keyAlias = ARNKind(
    "a KMS alias", service: "kms", resource: "alias/orders"
  ) { KMSAlias.isWellFormed($0) }

  private static func isNamed(
    _ resource: Substring, _ prefix: String, marks: StaticString, lengths: ClosedRange<Int>
  ) -> Bool {
    resource.hasPrefix(prefix)
      && Characters.isName(resource.dropFirst(prefix.count), marks: marks, lengths: lengths)
  }

  private static func isQueueName(_ name: Substring, lengthMax: Int) -> Bool {
    guard name.utf8.count <= lengthMax else { return false }
    let stem = name.hasSuffix(".fifo") ? name.dropLast(5) : name
    return Characters.isName(stem, marks: "_-", lengths: 1...lengthMax)
  }

  /// `role/path/to/name`: EVIDENCE: IAM user guide, "IAM and AWS STS quotas" (path 512, name 64).
  private static func isPrincipal(_ resource: Substring, of prefix: String) -> Bool {
    guard resource.hasPrefix(prefix) else { return false }
    let parts = resource.dropFirst(prefix.count)
      .split(separator: "/", omittingEmptySubsequences: false)
    return parts.last.map { Characters.isName($0, marks: "_+=,.@-", lengths: 1...64) } ?? false
      && parts.dropLast().allSatisfy {
        Characters.isName($0, marks: "_+=,.@-!", lengths: 1...512)
      }
  }
}
