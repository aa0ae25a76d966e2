// What a component may know while it becomes resources: where it goes, and what its neighbours
// are called.

import AWSNames
package import CloudFormation
package import Provenance
import Compliance
import ServiceSpec
package import Shapes

package struct SynthesisContext: Sendable {
  package struct Neighbour: Sendable {
    package let component: any Component
    /// Begins the logical ids of its resources.
    package let stem: String

    package init(_ component: any Component, stem: String) {
      self.component = component
      self.stem = stem
    }
  }

  package let placement: Placement
  package let tree: Tree
  private let neighbours: [String: Neighbour]

  package init(placement: Placement, tree: Tree, neighbours: [String: Neighbour]) {
    self.placement = placement
    self.tree = tree
    self.neighbours = neighbours
  }

  package func neighbour(_ name: String) -> Neighbour? { neighbours[name] }
}

// MARK: - Texts that a person wrote

extension SynthesisContext {
  /// A text with its references as CloudFormation resolves them.
  package func leaf(_ text: Traced<Text>) -> Leaf<String> {
    leaf(text.value, .stated(text.node))
  }

  package func leaf(_ text: Text, _ cause: Cause) -> Leaf<String> {
    SynthesisContext.leaf(of: pieces(of: text), cause)
  }

  package func leaf(_ field: Field<Text>) -> Leaf<String>? { field.traced.map(leaf) }

  package func leaves(_ list: List<Text>) -> LeafList<String> {
    LeafList(list.elements.map(leaf))
  }

  /// Pieces as the plainest value that says the same.
  package static func leaf(of pieces: [SubstitutionPiece], _ cause: Cause) -> Leaf<String> {
    if let literal = SubstitutionPiece.literal(of: pieces) { return .literal(literal, cause) }
    return .expression(.joining(pieces), cause)
  }

  package func pieces(of text: Text) -> [SubstitutionPiece] {
    if let literal = text.literal { return [.text(literal)] }
    do throws(ReferenceFault) {
      return try ReferenceText.pieces(of: text.written).flatMap(pieces)
    } catch { preconditionFailure("a text that cannot be read was reported") }
  }

  private func pieces(of piece: ReferencePiece) -> [SubstitutionPiece] {
    switch piece {
    case .literal(let text): return [.text(text)]
    case .pseudoParameter(let parameter): return [.pseudo(parameter)]
    // IAM replaces it when it decides, so it stays as it is.
    case .policyVariable(let variable): return [.text("${\(variable)}")]
    case .component(let name, let path):
      guard let neighbour = neighbours[name],
        let pieces = neighbour.component.pieces(of: path, stem: neighbour.stem, in: self)
      else { preconditionFailure("a reference to `\(name)` that leads nowhere was reported") }
      return pieces
    case .environmentValue, .environmentTest:
      preconditionFailure("values of the environment were put in place before")
    }
  }

  /// A document that the schema leaves open, such as a policy, with its references resolved.
  package func document(_ node: NodeID) -> TemplateValue {
    let content = tree.content(of: node)
    let cause = Cause.stated(tree.origin(of: node))
    switch tree.kind(of: content) {
    case .mapping:
      return .object(
        tree.entries(of: content).map {
          TemplateMember(tree.text(of: $0.key), document($0.value))
        })
    case .sequence: return .list(tree.children(of: content).map(document))
    case .boolean: return .boolean(tree.boolean(of: content), cause)
    case .integer:
      guard let number = tree.integer(of: content) else {
        return .string(tree.text(of: content), cause)
      }
      return .integer(number, cause)
    case .float:
      guard let number = tree.number(of: content), number.isFinite else {
        return .string(tree.text(of: content), cause)
      }
      return .number(number, cause)
    case .string:
      var isIntact = true
      let text = Text.decode(node, in: tree, &isIntact) ?? Text(literal: "")
      return leaf(text, cause).templateValue
    case .null, .alias, .link: return .string("", cause)
    }
  }
}

// MARK: - Tags

extension SynthesisContext {
  /// The tags of a component's resources: its own, then those of the service that it lacks.
  package func tags(_ own: NamedValues<Text>?) -> [(key: String, value: Leaf<String>)] {
    let entries = own?.entries ?? []
    var tags: [(key: String, value: Leaf<String>)] = entries.compactMap { entry in
      entry.value.traced.map { (entry.key, leaf($0)) }
    }
    // The component's own word is nearer than the service's. IAM takes `Owner` and `owner` for one
    // key, and refuses a role that has both.
    let taken = Set(tags.map { $0.key.lowercased() })
    for tag in serviceTags where !taken.contains(tag.key) { tags.append(tag) }
    return tags
  }

  private var serviceTags: [(key: String, value: Leaf<String>)] {
    var tags: [(key: String, value: Leaf<String>)] = []
    if let owner = placement.owner {
      tags.append((ServiceTag.owner, leaf(owner)))
    } else if placement.tier > .commercial {
      tags.append(
        (ServiceTag.owner, .expression(ServiceTag.ownerParameter(placement).reference, tagCause)))
    }
    if placement.tier > .commercial {
      let environment: Leaf<String>
      if let name = placement.environment {
        environment = .literal(name, tagCause)
      } else {
        environment = .expression(
          ServiceTag.environmentParameter(placement).reference, tagCause)
      }
      tags.append((ServiceTag.environment, environment))
    }
    return tags
  }

  private var tagCause: Cause {
    .derived(placement.tierNode, "TAG-1: who answers for it, and where it runs")
  }

  /// Parameters that the tags ask for.
  package var tagParameters: [Parameter] {
    guard placement.tier > .commercial else { return [] }
    var parameters: [Parameter] = []
    if placement.owner == nil { parameters.append(ServiceTag.ownerParameter(placement)) }
    if placement.environment == nil {
      parameters.append(ServiceTag.environmentParameter(placement))
    }
    return parameters
  }
}

/// The tags that a service gives to all it has.
package enum ServiceTag {
  package static let owner = "owner"
  package static let environment = "environment"

  fileprivate static func ownerParameter(_ placement: Placement) -> Parameter {
    Parameter(
      "Owner", description: "Who answers for the service: the tag `owner` of its resources",
      cause: .derived(placement.tierNode, "TAG-1: the spec names no `owner`"))
  }

  fileprivate static func environmentParameter(_ placement: Placement) -> Parameter {
    Parameter(
      "Environment",
      description: "Where the service runs: the tag `environment` of its resources",
      cause: .derived(placement.tierNode, "TAG-1: the spec was compiled for no environment"))
  }
}
