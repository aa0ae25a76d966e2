// The service's own key, for everything that is no table, and who may use it: those that something
// of the service needs, and nobody else.

import CloudFormation
import ComponentKit
import Provenance

/// One use of the key, and what asks for it.
struct SharedKeyUse: Sendable {
  let use: KeyUse
  let cause: Cause

  init(_ use: KeyUse, _ cause: Cause) {
    self.use = use
    self.cause = cause
  }
}

enum EncryptionKey {
  static func resources(
    _ uses: [SharedKeyUse], trailCount: Int, _ context: SynthesisContext
  ) -> [Resource] {
    guard !uses.isEmpty else { return [] }
    let cause = uses.map(\.cause).joined("the key of what the service shares")
    let stack = context.placement.stack
    var key = AWSKMSKey()
    key.description = .literal("Encrypts what \(stack) has beside its tables", cause)
    key.keyPolicy = policy(uses, trailCount, cause, context).templateValue
    key.enableKeyRotation = .literal(true, cause.leading(to: "ENC-2 (SC-12): it rotates"))
    key.rotationPeriodInDays = .literal(365, cause.leading(to: "ENC-2 (SC-12): every year"))
    key.pendingWindowInDays = .literal(
      30, cause.leading(to: "ENC-4 (SC-12, SC-12(1)): a month to change one's mind"))
    key.tags = context.serviceTags { .init(key: $0, value: $1) }
    let kept = Removal(
      .retain,
      cause.leading(to: "ENC-4 (SC-12): what the key encrypted may outlive the stack"))
    // No component's name has a slash: no table's key can have the same alias.
    let alias = AWSKMSAlias(
      aliasName: .literal("alias/\(stack)/shared", cause.leading(to: "named for the service")),
      targetKeyId: .expression(SharedNames.encryptionKey.attribute(.arn), cause))
    return [
      Resource(SharedNames.encryptionKey, key, removal: kept),
      Resource(SharedNames.encryptionKeyAlias, alias),
    ]
  }

  // MARK: - Policy

  private static func policy(
    _ uses: [SharedKeyUse], _ trailCount: Int, _ cause: Cause, _ context: SynthesisContext
  ) -> TemplatePolicy {
    let wanted = KeyUse.allCases.flatMap { use in
      let causes = uses.filter { $0.use == use }.map(\.cause)
      return causes.isEmpty
        ? []
        : KeyUseStatements(
          cause: causes.joined("ENC-3 (AC-6, SC-12): what uses the key"), context: context,
          trailCount: trailCount
        ).statements(for: use)
    }
    return TemplatePolicy(
      [KeyAdministration.statement(cause)] + wanted + [KeyAdministration.denial(cause)])
  }
}
