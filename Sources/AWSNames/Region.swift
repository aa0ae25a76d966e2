// The regions AWS names, and the few facts about them that a table depends on.

package import Diagnostics
package import Shapes

/// A region of one of the three partitions.
package struct Region: Hashable, Sendable, Comparable, CustomStringConvertible {
  package static let unknown = Code("AWS003", "unknown-region", .error)

  package let name: String
  package let partition: Partition

  package var description: String { name }

  package init(parsing text: String) throws(FormatFault) {
    guard let region = Region(named: text) else {
      let nearest = Suggestion.nearest(to: text, among: Region.all.lazy.map(\.name))
      throw FormatFault(
        Region.unknown, "\(Characters.excerpt(text)) is not an AWS region",
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "write a region's code, such as `us-east-1` or `us-gov-west-1`")
    }
    self = region
  }

  package init?(named name: some StringProtocol) {
    guard let region = Region.byName[String(name)] else { return nil }
    self = region
  }

  private init(_ name: String, _ partition: Partition) {
    self.name = name
    self.partition = partition
  }

  package static func < (left: Region, right: Region) -> Bool { left.name < right.name }

  /// On the soil of the United States, which FedRAMP High asks of every copy.
  package var isUnitedStates: Bool { name.hasPrefix("us-") }

  /// Where DynamoDB replicas can be strongly consistent with this one's, itself among them; empty
  /// where that is not offered.
  ///
  /// EVIDENCE: DynamoDB developer guide, "Multi-Region strong consistency": replicas and witness
  /// lie within one Region set; not in GovCloud.
  package var strongConsistencySet: [Region] {
    Region.strongConsistencySets.first { $0.contains(self) } ?? []
  }

  /// EVIDENCE: CloudFormation's GovCloud schemas hold no `AWS::DAX` type (cfn-lint E3006).
  package var hasAccelerator: Bool { partition != .awsUSGov }

  /// EVIDENCE: botocore 1.44.5, `endpoints.json`, `partitions[].regions`.
  private static let table: [(partition: Partition, names: [String])] = [
    (
      .aws,
      [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2",
        "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2",
        "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1",
        "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1",
        "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
        "us-west-2",
      ]
    ),
    (.awsUSGov, ["us-gov-east-1", "us-gov-west-1"]),
    (.awsChina, ["cn-north-1", "cn-northwest-1"]),
  ]

  /// Every known region, by partition and then by name.
  package static let all: [Region] = table.flatMap { row in
    row.names.map { Region($0, row.partition) }
  }

  private static let byName = [String: Region](
    uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The sets within which a table may be strongly consistent.
  package static let strongConsistencySets: [[Region]] = [
    ["us-east-1", "us-east-2", "us-west-2"],
    ["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3"],
    ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ].map { names in names.compactMap { Region(named: $0) } }
}
