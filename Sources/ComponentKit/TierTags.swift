// The tags that a tier asks of components that have no tags of their own.

package import CloudFormation
import Compliance
import Provenance

extension SynthesisContext {
  /// How sensitive the data is, and what bar the service is held to.
  package var tierTags: [(key: String, value: Leaf<String>)] {
    let classification: String
    switch placement.tier {
    case .commercial: return []
    case .fedrampModerate: classification = "moderate"
    case .fedrampHigh: classification = "high"
    }
    let cause = Cause.derived(
      placement.tierNode, "TAG-1: how sensitive it is, and what bar it is held to")
    return [
      ("data-classification", .literal(classification, cause)),
      ("compliance-framework", .literal(placement.tier.rawValue, cause)),
    ]
  }
}
