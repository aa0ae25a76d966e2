// Where a service goes and what bar it is held to: all that a rule may know beyond its component.

package import Compliance
package import Provenance
package import Shapes

package struct Placement: Sendable {
  package let service: String
  package let environment: String?
  package let tier: Tier
  /// Where the tier is said, or where it would be.
  package let tierNode: NodeID
  /// The region's name as somebody gave it; nil when the template is to fit any region.
  package let region: Traced<String>?
  /// Who answers for the service: a tag of what it becomes.
  package let owner: Traced<Text>?

  package init(
    service: String, environment: String?, tier: Tier, tierNode: NodeID,
    region: Traced<String>?, owner: Traced<Text>?
  ) {
    self.service = service
    self.environment = environment
    self.tier = tier
    self.tierNode = tierNode
    self.region = region
    self.owner = owner
  }

  /// EVIDENCE: the contract of the spec: a global table without a region goes here.
  package static let assumedRegion = "us-east-1"

  /// The region of the stack, for what cannot be without one.
  package var homeRegion: String { region?.value ?? Placement.assumedRegion }

  /// What the names of its resources begin with: the service, and the environment if there is one.
  package var stack: String {
    environment.map { "\(service)-\($0)" } ?? service
  }
}
