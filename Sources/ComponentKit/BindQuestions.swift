// What every rule about binds asks of one: what it grants, to whom, and under which names.

import Provenance
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

/// A bind whose target is there and offers something.
struct OfferedBind {
  let bind: Bind
  let node: NodeID
  let targetName: Traced<String>
  let target: any Component
  let offer: CapabilityOffer

  /// An environment variable the bind gives the function.
  struct Variable {
    let name: String
    /// `tableName`, `tableArn` or `streamArn`.
    let attribute: String
    /// The new name, or the target that the name is made from.
    let node: NodeID
    let isRenamed: Bool
  }

  /// Without those whose names were reported.
  var variables: [Variable] {
    guard let levels = bind.levels, !bind.env.isBroken else { return [] }
    let names = bind.env.value
    let stem = String(targetName.value.map { $0 == "-" ? "_" : $0 }).uppercased()
    var variables: [Variable] = []
    func add(_ attribute: String, _ suffix: String, _ field: Field<String>?) {
      switch field ?? .absent {
      case .broken: break
      case .given(let name, let node):
        variables.append(Variable(name: name, attribute: attribute, node: node, isRenamed: true))
      case .absent:
        variables.append(
          Variable(
            name: stem + suffix, attribute: attribute, node: targetName.node, isRenamed: false))
      }
    }
    add("tableName", "_TABLE_NAME", names?.tableName)
    add("tableArn", "_TABLE_ARN", names?.tableArn)
    if levels.contains(.streamRead) { add("streamArn", "_STREAM_ARN", names?.streamArn) }
    return variables
  }
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
