// The environment variables of a function: its own, those of its binds, those of its tier.

import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

/// One of them, with what is known of its length.
struct FunctionVariable: Sendable {
  let name: String
  let value: Leaf<String>
  /// The fewest bytes that the value takes.
  let bytesMin: Int
  /// What a person wrote to have it.
  let node: NodeID
  let isOfBind: Bool
}

enum FunctionVariables {
  /// In that order. What the function sets itself wins.
  static func variables(
    _ settings: FunctionSettings, _ grants: [BoundGrant]
  ) -> [FunctionVariable] {
    var variables: [FunctionVariable] = []
    var names: Set<String> = []
    func add(
      _ name: String, _ value: Leaf<String>, _ bytesMin: Int, _ node: NodeID, ofBind: Bool = false
    ) {
      guard names.insert(name).inserted else { return }
      variables.append(
        FunctionVariable(
          name: name, value: value, bytesMin: bytesMin, node: node, isOfBind: ofBind))
    }
    let context = settings.context
    for entry in settings.config.environment.value?.variables.value?.entries ?? [] {
      guard let text = entry.value.traced else { continue }
      add(entry.key, context.leaf(text), context.bytesMin(of: text.value), text.node)
    }
    for bound in grants {
      for variable in bound.bind.value.variables(of: bound.target) {
        guard
          let value = bound.grant.variables.first(where: { $0.attribute == variable.attribute })
        else { continue }
        let cause = Cause.derived(
          from: variable.node == bound.target.node
            ? [variable.node] : [bound.target.node, variable.node],
          note: "what a bind tells the function")
        let bytes = context.neighbour(bound.target.value)?.component
          .bytesMin(of: [variable.attribute], in: context)
        add(
          variable.name, .expression(value.value, cause), bytes ?? 1, variable.node, ofBind: true)
      }
    }
    if settings.isHardened {
      let text = "true"
      add(
        "AWS_USE_FIPS_ENDPOINT", .literal(text, settings.required(validated)), text.utf8.count,
        settings.entry.name.node)
    }
    return variables
  }

  /// Lambda's own polling of streams does not depend on it.
  private static let validated = "ENC-6 (SC-13, IA-7): SDKs call endpoints with validated modules"

  /// The key that the variables are encrypted with; nil for Lambda's own.
  static func key(_ settings: FunctionSettings) -> Leaf<String>? {
    guard settings.isHardened else { return nil }
    return .expression(SharedNames.encryptionKey.attribute(.arn), keyCause(settings))
  }

  static func keyCause(_ settings: FunctionSettings) -> Cause {
    settings.required("LAM-3 (SC-28(1)): variables are encrypted with a key of the customer")
  }
}
