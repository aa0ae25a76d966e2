// What every component is to the compiler: it reads its configuration, checks and answers for it.

package import CloudFormation
package import Diagnostics
package import Provenance
package import ServiceSpec
package import Shapes

package protocol Component: Sendable {
  static var type: ComponentType { get }

  var entry: ComponentEntry { get }

  /// Reads a checked, merged configuration. Reports nothing: what is wrong was reported, or is
  /// found by `check`.
  init(_ entry: ComponentEntry, config: NodeID, in tree: Tree)

  /// Everything that can be wrong with this component by itself.
  func check(in placement: Placement, _ tree: Tree, _ sink: inout Sink)

  /// What `${name.path}` stands for.
  func attribute(_ path: [String]) -> AttributeAnswer

  /// What a bind may use; nil for a component that nothing binds to.
  var offer: CapabilityOffer? { get }

  /// Whether it has a role that binds can add policies to.
  var hasRole: Bool { get }

  /// The names of the environment variables it sets itself, at their keys.
  var variables: [Traced<String>] { get }

  /// What those variables hold, as far as it can be read.
  var variableValues: [Traced<Text>] { get }

  /// The names it takes for itself in the stack or the account. Without a logical id those of
  /// outputs are left out.
  func claims(in placement: Placement, _ tree: Tree, logicalID: String?) -> [Claim]

  /// Somebody chose the name of an output, so that it may be another's.
  var namesOutputs: Bool { get }

  /// What the component becomes. `stem` is its logical id, which begins those of its resources.
  /// Nil for a component that this version does not synthesize.
  func synthesize(in context: SynthesisContext, stem: String) -> ComponentOutput?

  /// What `${name.path}` becomes in a template; nil for what `attribute` does not answer for.
  func pieces(
    of path: [String], stem: String, in context: SynthesisContext
  ) -> [SubstitutionPiece]?

  /// The fewest bytes that what `${name.path}` stands for can take: exact where the name is ours.
  func bytesMin(of path: [String], in context: SynthesisContext) -> Int

  /// What a bind to it grants. Only asked of components that offer something.
  func grant(_ request: GrantRequest, in context: SynthesisContext) -> Grant

  /// Whether a setting of it can miss what even Commercial requires, or be more than AWS takes of
  /// what it becomes. The rest holds by the way it is made, and `synth` looks at that.
  var mayMissCommercial: Bool { get }

  /// Everything that can be wrong between this component and the others.
  func check(among neighbours: Neighbours, _ tree: Tree, _ sink: inout Sink)
}

extension Component {
  /// Most components take no name that another could want.
  package func claims(in placement: Placement, _ tree: Tree, logicalID: String?) -> [Claim] { [] }

  package var namesOutputs: Bool { false }

  package var mayMissCommercial: Bool { false }

  package var variableValues: [Traced<Text>] { [] }

  package func bytesMin(of path: [String], in context: SynthesisContext) -> Int { 1 }

  package func grant(_ request: GrantRequest, in context: SynthesisContext) -> Grant { Grant() }
}

/// A name that only one thing can have.
package struct Claim: Sendable {
  package enum Space: Int, CaseIterable, Sendable {
    case tableName, keyAlias, output, export
  }

  package let space: Space
  /// As written, references and all: equal texts stand for equal names.
  package let name: String
  package let node: NodeID
  /// Nobody wrote the name: it follows from the component's own.
  package let isDerived: Bool

  package init(_ space: Space, _ name: String, at node: NodeID, isDerived: Bool) {
    self.space = space
    self.name = name
    self.node = node
    self.isDerived = isDerived
  }
}

package enum AttributeAnswer: Sendable {
  /// `isIndependent`: the value exists before the component does, so naming it closes no cycle.
  case there(isIndependent: Bool)
  /// The component could have it, but as configured it does not; `cause` is the setting that says
  /// so, where one does.
  case absent(reason: String, help: String, cause: NodeID? = nil)
  /// No component of this type has it.
  case unknown(known: [String])
  /// Something in the component is broken, so that nobody can say.
  case undecided
}

/// What a component lets others do with it.
package struct CapabilityOffer: Sendable {
  package let capabilities: [BindCapability: [AccessLevel]]
  /// Nil when it cannot be known, because what decides it was reported.
  package let hasStream: Bool?
  package let indexNames: [String]
  /// False when some index was reported, so that a name may be missing from the list.
  package let knowsAllIndexes: Bool
  /// The lists of indexes that hold none, for findings about an index that is missed.
  package let emptyIndexLists: [Related]
  /// The attributes of the target's own key; empty when they are not known.
  package let keyNames: [String]

  package init(
    capabilities: [BindCapability: [AccessLevel]], hasStream: Bool?, indexNames: [String],
    knowsAllIndexes: Bool, emptyIndexLists: [Related] = [], keyNames: [String] = []
  ) {
    self.capabilities = capabilities
    self.hasStream = hasStream
    self.indexNames = indexNames
    self.knowsAllIndexes = knowsAllIndexes
    self.emptyIndexLists = emptyIndexLists
    self.keyNames = keyNames
  }
}

/// The other components of the service, by name.
package struct Neighbours: Sendable {
  private let components: [String: any Component]
  /// Names that were used for something broken.
  private let knownNames: Set<String>
  private let knowsAllNames: Bool
  package let placement: Placement
  /// What references asked for and components do not have, by name: reported already.
  private var reportedAbsences: Set<String> = []

  package init(
    _ components: [String: any Component], knownNames: Set<String>, knowsAllNames: Bool,
    placement: Placement
  ) {
    self.components = components
    self.knownNames = knownNames
    self.knowsAllNames = knowsAllNames
    names = knownNames.sorted()
    self.placement = placement
  }

  package func component(_ name: String) -> (any Component)? { components[name] }

  /// The name is written somewhere, though its component may be unreadable, or it may be the name
  /// of a component whose own was reported.
  package func isKnown(_ name: String) -> Bool { !knowsAllNames || knownNames.contains(name) }

  package mutating func noteReportedAbsence(of path: [String], in name: String) {
    reportedAbsences.insert(([name] + path).joined(separator: "."))
  }

  /// A reference found this stream missing: who else needs it has the same fault, not another.
  package func hasReportedStream(of name: String) -> Bool {
    reportedAbsences.contains(name + ".streamArn")
      || reportedAbsences.contains(name + ".tableStreamArn")
  }

  /// Every name there is, sorted, for suggestions.
  package let names: [String]
}
