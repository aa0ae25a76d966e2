// A value in a template, with the cause of every leaf and of every collection that decides
// something.

package indirect enum TemplateValue: Sendable {
  case string(String, Cause)
  case integer(Int, Cause)
  case boolean(Bool, Cause)
  case expression(Expression, Cause)
  case list([TemplateValue])
  case object([TemplateMember])
}

package struct TemplateMember: Sendable {
  package let key: String
  package let value: TemplateValue

  package init(_ key: String, _ value: TemplateValue) {
    self.key = key
    self.value = value
  }
}

/// CloudFormation's intrinsics, as values: nobody writes `Fn::GetAtt` by hand.
package enum Expression: Sendable, Equatable {
  case reference(to: String)
  case attribute(String, of: String)
  /// `Fn::Sub`: a text in which CloudFormation replaces `${…}`.
  case substitution(String)
}

package struct Resource: Sendable {
  package let logicalID: String
  package let type: String
  package let properties: [TemplateMember]
  /// Both policies: what happens to the resource when it leaves the stack or is replaced.
  package let removal: (policy: String, cause: Cause)?
  /// Logical ids that must exist first.
  package var dependsOn: [(id: String, cause: Cause)] = []

  package init(
    logicalID: String, type: String, properties: [TemplateMember],
    removal: (policy: String, cause: Cause)? = nil
  ) {
    self.logicalID = logicalID
    self.type = type
    self.properties = properties
    self.removal = removal
  }
}

package struct Output: Sendable {
  package let key: String
  package let description: String
  package let value: Expression
  package let cause: Cause
  package let export: (name: String, cause: Cause)?

  package init(
    key: String, description: String, value: Expression, cause: Cause,
    export: (name: String, cause: Cause)? = nil
  ) {
    self.key = key
    self.description = description
    self.value = value
    self.cause = cause
    self.export = export
  }
}

package struct Template: Sendable {
  package let description: String
  package let descriptionCause: Cause
  package var resources: [Resource] = []
  package var outputs: [Output] = []

  package init(description: String, cause: Cause) {
    self.description = description
    descriptionCause = cause
  }
}
