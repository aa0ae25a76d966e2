// A template as one value in the order a person would choose: format, description, resources,
// outputs.

extension Template {
  package var value: TemplateValue {
    var members = [
      TemplateMember("AWSTemplateFormatVersion", .string("2010-09-09", .fixed(.formatVersion))),
      TemplateMember("Description", .string(description, descriptionCause)),
      TemplateMember(
        "Resources", .object(resources.map { TemplateMember($0.logicalID, $0.value) })),
    ]
    if !outputs.isEmpty {
      members.append(
        TemplateMember("Outputs", .object(outputs.map { TemplateMember($0.key, $0.template) })))
    }
    return .object(members)
  }
}

extension Resource {
  fileprivate var value: TemplateValue {
    var members = [TemplateMember("Type", .string(type, .fixed(.resourceType)))]
    if !dependsOn.isEmpty {
      members.append(
        TemplateMember("DependsOn", .list(dependsOn.map { .string($0.id, $0.cause) })))
    }
    if let removal {
      members.append(TemplateMember("DeletionPolicy", .string(removal.policy, removal.cause)))
      members.append(TemplateMember("UpdateReplacePolicy", .string(removal.policy, removal.cause)))
    }
    members.append(TemplateMember("Properties", .object(properties)))
    return .object(members)
  }
}

extension Output {
  fileprivate var template: TemplateValue {
    var members = [
      TemplateMember("Description", .string(description, cause)),
      TemplateMember("Value", .expression(value, cause)),
    ]
    if let export {
      members.append(
        TemplateMember(
          "Export", .object([TemplateMember("Name", .string(export.name, export.cause))])))
    }
    return .object(members)
  }
}
