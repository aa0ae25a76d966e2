// What every rule about binds asks of one: what it grants, to whom, and under which names.

package import Provenance
package import ServiceSpec
import Shapes

extension Bind {
  /// Every level granted, `read-write` as the two it is made of; nil when one was reported.
  package var levels: Set<AccessLevel>? {
    guard let list = access.value, list.isIntact else { return nil }
    var levels: Set<AccessLevel> = []
    for element in list.elements {
      switch element.value {
      case .readWrite: levels.formUnion([.read, .write])
      case .read, .write, .streamRead, .admin: levels.insert(element.value)
      }
    }
    return levels
  }

  /// Whether a level is among those granted; false when that is not known.
  package func grants(_ level: AccessLevel) -> Bool { levels?.contains(level) ?? false }

  /// The bind narrows which items or which attributes may be touched.
  var isNarrowed: Bool {
    guard let options = options.value else { return false }
    return !options.leadingKeys.isAbsent || !options.attributes.isAbsent
  }
}

/// An environment variable the bind gives the function.
package struct BindVariable: Sendable {
  package let name: String
  /// `tableName`, `tableArn` or `streamArn`.
  package let attribute: String
  /// The new name, or the target that the name is made from.
  package let node: NodeID
  let isRenamed: Bool
}

extension Bind {
  /// The variables it provides, without those whose names were reported.
  package func variables(of target: Traced<String>) -> [BindVariable] {
    guard let levels, !env.isBroken else { return [] }
    let names = env.value
    let stem = String(target.value.map { $0 == "-" ? "_" : $0 }).uppercased()
    var variables: [BindVariable] = []
    func add(_ attribute: String, _ suffix: String, _ field: Field<String>?) {
      switch field ?? .absent {
      case .broken: break
      case .given(let name, let node):
        variables.append(
          BindVariable(name: name, attribute: attribute, node: node, isRenamed: true))
      case .absent:
        variables.append(
          BindVariable(
            name: stem + suffix, attribute: attribute, node: target.node, isRenamed: false))
      }
    }
    add("tableName", "_TABLE_NAME", names?.tableName)
    add("tableArn", "_TABLE_ARN", names?.tableArn)
    if levels.contains(.streamRead) { add("streamArn", "_STREAM_ARN", names?.streamArn) }
    return variables
  }
}

/// A bind whose target is there and offers something.
struct OfferedBind {
  let bind: Bind
  let node: NodeID
  let targetName: Traced<String>
  let target: any Component
  let offer: CapabilityOffer

  /// Without those whose names were reported.
  var variables: [BindVariable] { bind.variables(of: targetName) }
}

extension Component {
  /// The binds that can be judged: a component without a role can use none, and a target that is
  /// not there, or offers nothing, was reported.
  func offeredBinds(among neighbours: Neighbours) -> [OfferedBind] {
    guard hasRole else { return [] }
    return entry.binds.compactMap { bind in
      guard let name = bind.value.to.traced, let target = neighbours.component(name.value),
        let offer = target.offer
      else { return nil }
      return OfferedBind(
        bind: bind.value, node: bind.node, targetName: name, target: target, offer: offer)
    }
  }
}
