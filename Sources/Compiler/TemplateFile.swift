// A template under the name and in the form it is written in.

package import CloudFormation

package struct TemplateFile: Sendable {
  package let path: String
  package let template: Template
  /// The same as one value: made once for all who visit it.
  let value: TemplateValue
  /// Where it is deployed; nil when it fits any region.
  package let region: String?
  package let bytes: [UInt8]

  init(_ path: String, _ template: Template, region: String?, as format: TemplateFormat) {
    self.path = path
    self.template = template
    self.region = region
    value = template.value
    bytes = TemplateFile.bytes(of: value, as: format)
  }

  static func bytes(of template: Template, as format: TemplateFormat) -> [UInt8] {
    bytes(of: template.value, as: format)
  }

  private static func bytes(of value: TemplateValue, as format: TemplateFormat) -> [UInt8] {
    format == .json ? TemplateJSON.write(value) : TemplateYAML.write(value)
  }
}
