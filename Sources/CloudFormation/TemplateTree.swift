// A template as one value in the order a person would choose: format, description, parameters,
// conditions, resources, outputs.

extension Template {
  package var value: TemplateValue {
    var members = [
      TemplateMember("AWSTemplateFormatVersion", .string("2010-09-09", .fixed(.formatVersion))),
      TemplateMember("Description", .string(description, descriptionCause)),
    ]
    if !parameters.isEmpty {
      members.append(
        TemplateMember("Parameters", .object(parameters.map { TemplateMember($0.name, $0.value) })))
    }
    if !conditions.isEmpty {
      members.append(
        TemplateMember(
          "Conditions", .object(conditions.map { TemplateMember($0.name, $0.test.value) })))
    }
    members.append(
      TemplateMember("Resources", .object(resources.map { TemplateMember($0.logicalID, $0.value) }))
    )
    if !outputs.isEmpty {
      members.append(
        TemplateMember("Outputs", .object(outputs.map { TemplateMember($0.key, $0.template) })))
    }
    return .object(members)
  }
}

extension Parameter {
  fileprivate var value: TemplateValue {
    var members = [
      TemplateMember("Type", .string(type, cause)),
      TemplateMember("Description", .string(description, cause)),
    ]
    if let defaultValue { members.append(TemplateMember("Default", .string(defaultValue, cause))) }
    if !allowedValues.isEmpty {
      members.append(
        TemplateMember("AllowedValues", .list(allowedValues.map { .string($0, cause) })))
    }
    return .object(members)
  }
}

extension ConditionTest {
  fileprivate var value: TemplateValue {
    switch self {
    case .equals(let left, let right): return function("Fn::Equals", [left, right])
    case .not(let test): return function("Fn::Not", [test.value])
    case .all(let tests): return function("Fn::And", tests.map(\.value))
    case .any(let tests): return function("Fn::Or", tests.map(\.value))
    case .named(let name):
      return .object([TemplateMember("Condition", .string(name, .fixed(.structure)))])
    case .unreadable(let value): return value
    }
  }

  private func function(_ name: String, _ arguments: [TemplateValue]) -> TemplateValue {
    .object([TemplateMember(name, .list(arguments))])
  }
}

extension Resource {
  fileprivate var value: TemplateValue {
    var members = [TemplateMember("Type", .string(type, .fixed(.resourceType)))]
    if let condition {
      members.append(TemplateMember("Condition", .string(condition.name, condition.cause)))
    }
    if !dependsOn.isEmpty {
      members.append(
        TemplateMember("DependsOn", .list(dependsOn.map { .string($0.id, $0.cause) })))
    }
    for (key, removal) in [("DeletionPolicy", removal), ("UpdateReplacePolicy", replacement)] {
      guard let removal else { continue }
      members.append(
        TemplateMember(key, .string(removal.policy.rawValue, removal.cause)))
    }
    if !properties.isEmpty { members.append(TemplateMember("Properties", .object(properties))) }
    return .object(members)
  }
}

extension Output {
  fileprivate var template: TemplateValue {
    var members = [
      TemplateMember("Description", .string(description, cause)),
      TemplateMember("Value", value.templateValue),
    ]
    if let export {
      members.append(
        TemplateMember("Export", .object([TemplateMember("Name", export.templateValue)])))
    }
    return .object(members)
  }
}
