// A value in a template, with the cause of every leaf and of every collection that decides
// something.

package indirect enum TemplateValue: TemplateConvertible {
  case string(String, Cause)
  case integer(Int, Cause)
  case number(Double, Cause)
  case boolean(Bool, Cause)
  case expression(Expression, Cause)
  case list([TemplateValue])
  case object([TemplateMember])

  package var templateValue: TemplateValue { self }
}

package struct TemplateMember: Sendable {
  package let key: String
  package let value: TemplateValue

  package init(_ key: String, _ value: TemplateValue) {
    self.key = key
    self.value = value
  }
}

/// A mapping whose keys AWS chose: each has a property of its own.
package protocol TemplateShape: TemplateConvertible {
  /// The properties that are given, in the order a person would write them.
  var members: [TemplateMember] { get }
}

extension TemplateShape {
  package var templateValue: TemplateValue { .object(members) }
}

extension [TemplateMember] {
  /// For generated code: a property that is not given leaves no trace.
  mutating func add(_ key: String, _ value: (some TemplateConvertible)?) {
    if let value { append(TemplateMember(key, value.templateValue)) }
  }
}
