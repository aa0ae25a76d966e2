// A key as the resource of a policy: an alias is none, so it is a condition.

import CloudFormation
import ComponentKit

/// A key as a policy of a role names it.
///
/// EVIDENCE: KMS developer guide, "Specifying KMS keys in IAM policy statements": an alias is no
/// resource there; which key bears it is a condition.
struct KeyResource {
  let resource: Leaf<String>
  var conditions: [PolicyCondition] = []

  init(_ pieces: [SubstitutionPiece], _ cause: Cause) {
    let arn = SubstitutionPiece.joined(pieces)
    if let parts = AliasInName(arn) {
      resource = SynthesisContext.leaf(of: parts.key, cause)
      conditions = [
        PolicyCondition(
          "ForAnyValue:StringEquals", "kms:ResourceAliases",
          [SynthesisContext.leaf(of: parts.alias, cause)])
      ]
      return
    }
    resource = SynthesisContext.leaf(of: arn, cause)
  }
}
