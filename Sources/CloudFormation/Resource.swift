// A resource of a template, and its name there, which knows what kind of resource it names.

/// The properties of one type of resource.
package protocol ResourceProperties: TemplateShape {
  /// What `Fn::GetAtt` gives of it.
  associatedtype Attribute: RawRepresentable<String>, Sendable

  /// `AWS::DynamoDB::Table`
  static var typeName: String { get }
}

/// For types of resource that give no attribute.
package enum NoAttribute: RawRepresentable, Sendable {
  package init?(rawValue: String) { nil }

  package var rawValue: String {
    switch self {}
  }
}

/// A logical id. It cannot be asked for an attribute that its type does not have.
package struct LogicalName<Properties: ResourceProperties>: Sendable {
  package let id: String

  package init(_ id: String) { self.id = id }

  /// `Ref`
  package var reference: Expression { .reference(to: id) }

  /// `Fn::GetAtt`
  package func attribute(_ attribute: Properties.Attribute) -> Expression {
    .attribute(attribute.rawValue, of: id)
  }
}

/// What happens to a resource when it leaves the stack or is replaced.
package struct Removal: Sendable {
  package enum Policy: String, Sendable {
    case retain = "Retain"
    case delete = "Delete"
    case snapshot = "Snapshot"
    case retainExceptOnCreate = "RetainExceptOnCreate"
  }

  package let policy: Policy
  package let cause: Cause

  package init(_ policy: Policy, _ cause: Cause) {
    self.policy = policy
    self.cause = cause
  }
}

package struct Resource: Sendable {
  package let logicalID: String
  package let type: String
  package var properties: [TemplateMember]
  /// What happens to it when it leaves the stack.
  package var removal: Removal?
  /// What happens to what it replaces.
  package var replacement: Removal?
  /// Logical ids that must exist first, where no reference says so.
  package var dependsOn: [(id: String, cause: Cause)] = []
  /// A condition of the template without which it is not there.
  package var condition: (name: String, cause: Cause)?

  package init<Properties: ResourceProperties>(
    _ name: LogicalName<Properties>, _ properties: Properties, removal: Removal? = nil,
    dependsOn: [(id: String, cause: Cause)] = [],
    condition: (name: String, cause: Cause)? = nil
  ) {
    logicalID = name.id
    type = Properties.typeName
    self.properties = properties.members
    self.removal = removal
    replacement = removal
    self.dependsOn = dependsOn
    self.condition = condition
  }

  /// A resource that somebody else wrote, of whatever type.
  package init(_ logicalID: String, type: String, properties: [TemplateMember]) {
    self.logicalID = logicalID
    self.type = type
    self.properties = properties
  }
}
