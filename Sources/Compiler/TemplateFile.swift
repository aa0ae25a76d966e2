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

  /// Without indentation where it would be longer than `bytesMax` with it.
  init(
    _ path: String, _ template: Template, region: String?, as format: TemplateFormat,
    bytesMax: Int
  ) {
    self.path = path
    self.template = template
    self.region = region
    value = template.value
    switch format {
    case .json:
      let indented = TemplateJSON.write(value)
      bytes =
        indented.count <= bytesMax ? indented : TemplateJSON.write(value, indentation: false)
    case .yaml: bytes = TemplateYAML.write(value)
    }
  }

  /// The fewest that it can be written in.
  static func bytesMin(of template: Template, as format: TemplateFormat) -> Int {
    switch format {
    case .json: return TemplateJSON.write(template.value, indentation: false).count
    case .yaml: return TemplateYAML.write(template.value).count
    }
  }
}
