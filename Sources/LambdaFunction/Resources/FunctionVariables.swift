// The environment variables of a function: its own, those of its binds, those of its tier.

import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

enum FunctionVariables {
  /// In that order. What the function sets itself wins.
  static func variables(
    _ settings: FunctionSettings, _ grants: [BoundGrant]
  ) -> [(name: String, value: Leaf<String>)] {
    var variables: [(name: String, value: Leaf<String>)] = []
    var names: Set<String> = []
    func add(_ name: String, _ value: Leaf<String>) {
      if names.insert(name).inserted { variables.append((name, value)) }
    }
    for entry in settings.config.environment.value?.variables.value?.entries ?? [] {
      if let text = entry.value.traced { add(entry.key, settings.context.leaf(text)) }
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
        add(variable.name, .expression(value.value, cause))
      }
    }
    if settings.isHardened {
      add("AWS_USE_FIPS_ENDPOINT", .literal("true", settings.required(validated)))
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
