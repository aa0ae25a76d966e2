// Keys as they are emitted, and which of them encrypts what.

import CloudFormation
import TierRules

struct KeyReader {
  let keys: [ReviewedKey]
  private let parts: [Int]

  init(_ view: StackView, _ finder: EvidenceFinder) {
    let found = view.all(AWSKMSKey.self)
    let aliases = view.all(AWSKMSAlias.self)
    parts = found.map(\.part)
    keys = found.map { key in
      let alias = aliases.first {
        $0.part == key.part && $0["TargetKeyId"].namedResource == key.id
      }
      let rotation = key["EnableKeyRotation"]
      return ReviewedKey(
        logicalID: key.id, region: key.region, component: finder.component(of: key),
        alias: alias.map { $0["AliasName"].spelled },
        rotationDays: rotation.boolean == true
          ? key["RotationPeriodInDays"].integer ?? KeyReader.rotationDays : nil,
        pendingDays: key["PendingWindowInDays"].integer ?? KeyReader.pendingDays,
        whenRemoved: key.whenRemoved, evidence: finder.evidence(of: rotation))
    }
  }

  /// EVIDENCE: KMS developer guide, "Rotate AWS KMS keys": 365 days unless said.
  private static let rotationDays = 365
  /// EVIDENCE: CloudFormation, `AWS::KMS::Key`, `PendingWindowInDays`: 30 days unless said.
  private static let pendingDays = 30

  func use(by copy: TableCopy, of table: ResourceView) -> KeyUse {
    let key = copy.key
    if let id = key.namedResource, let place = position(of: id, in: table.part) {
      return .created(place)
    }
    guard key.isAbsent else {
      let name = key.spelled
      return replica(name).map(KeyUse.created) ?? .named(name)
    }
    return table["SSESpecification", "SSEEnabled"].boolean == true ? .managed : .owned
  }

  private func position(of id: String, in part: Int) -> Int? {
    keys.indices.first { keys[$0].logicalID == id && parts[$0] == part }
  }

  /// A key of another region is named by the ARN of its alias, which is known before it is made.
  private func replica(_ arn: String) -> Int? {
    keys.indices.first { place in
      guard let alias = keys[place].alias, let region = keys[place].region else { return false }
      return arn.hasSuffix(":\(alias)") && arn.split(separator: ":").contains { $0 == region }
    }
  }
}
