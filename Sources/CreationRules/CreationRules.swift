// What AWS refuses of the tables in a template that anybody wrote, before it is deployed.

package import CloudFormation
package import Diagnostics
package import TierRules

/// Something that is refused, and the value it is about; nil where something is missing.
package struct Refusal: Sendable {
  package let code: Code
  package let resource: ResourceView
  package let cause: Cause?
  package let message: String
  package let help: String
}

/// What is refused of one table, as it is found.
struct Refusals {
  let table: ResourceView
  private(set) var all: [Refusal] = []

  init(_ table: ResourceView) { self.table = table }

  mutating func add(_ code: Code, at value: ValueView?, _ message: String, help: String) {
    all.append(
      Refusal(
        code: code, resource: table, cause: value?.cause, message: message, help: help))
  }
}

package enum CreationRules {
  /// Values that only the deployment knows are not judged, nor is what depends on them.
  package static func check(_ stack: StackView) -> [Refusal] {
    stack.tables.flatMap { table -> [Refusal] in
      var refusals = Refusals(table)
      RefusedSetting.check(table, &refusals)
      if table.isGlobalTable { RefusedGlobalTable.check(table, &refusals) }
      RefusedTable.check(table, &refusals)
      return refusals.all
    }
  }
}

extension ValueView {
  /// The elements that are there: what a condition leaves out is not.
  var presentElements: [ValueView] { elements.filter { !$0.isAbsent } }

  /// Something in it is decided only by the deployment.
  var holdsUnknown: Bool {
    switch value {
    case .expression: return true
    case .list: return elements.contains(where: \.holdsUnknown)
    case .object: return members.contains { $0.value.holdsUnknown }
    default: return false
    }
  }
}
