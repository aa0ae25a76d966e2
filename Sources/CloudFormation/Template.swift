// A template: what the deployment must say, what decides between forms, resources, outputs.

/// What only the deployment can know.
package struct Parameter: Sendable {
  package let name: String
  /// `String`, `List<AWS::EC2::Subnet::Id>`, …
  package let type: String
  package let description: String
  package let cause: Cause
  package var defaultValue: String?
  package var allowedValues: [String]

  package init(
    _ name: String, type: String = "String", description: String, cause: Cause,
    defaultValue: String? = nil, allowedValues: [String] = []
  ) {
    self.name = name
    self.type = type
    self.description = description
    self.cause = cause
    self.defaultValue = defaultValue
    self.allowedValues = allowedValues
  }

  /// What the parameter holds, in a property of a resource.
  package var reference: Expression { .reference(to: name) }
}

/// A condition of the template, by its name.
package struct Condition: Sendable {
  package let name: String
  package let test: ConditionTest
  package let cause: Cause

  package init(_ name: String, _ test: ConditionTest, cause: Cause) {
    self.name = name
    self.test = test
    self.cause = cause
  }
}

package indirect enum ConditionTest: Sendable {
  case equals(TemplateValue, TemplateValue)
  case not(ConditionTest)
  case all([ConditionTest])
  case any([ConditionTest])
  case named(String)
  /// What nobody here can read is neither true nor false.
  case unreadable(TemplateValue)

  package static func parameter(
    _ name: String, equals value: String, _ cause: Cause
  ) -> ConditionTest {
    .equals(.expression(.reference(to: name), cause), .string(value, cause))
  }
}

package struct Output: Sendable {
  package let key: String
  package let description: String
  package let value: Leaf<String>
  package let cause: Cause
  package let export: Leaf<String>?

  package init(
    key: String, description: String, value: Leaf<String>, cause: Cause,
    export: Leaf<String>? = nil
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
  package var parameters: [Parameter] = []
  package var conditions: [Condition] = []
  /// Tables of constants, which only templates of others hold.
  package var mappings: TemplateValue?
  package var resources: [Resource] = []
  package var outputs: [Output] = []

  package init(description: String, cause: Cause) {
    self.description = description
    descriptionCause = cause
  }
}
