// A template under the name and in the form it is written in.

import CloudFormation

struct TemplateFile {
  let path: String
  let template: Template
  /// Where it is deployed; nil when it fits any region.
  let region: String?
  let bytes: [UInt8]

  init(_ path: String, _ template: Template, region: String?, as format: TemplateFormat) {
    self.path = path
    self.template = template
    self.region = region
    bytes = TemplateFile.bytes(of: template, as: format)
  }

  static func bytes(of template: Template, as format: TemplateFormat) -> [UInt8] {
    format == .json ? TemplateJSON.write(template) : TemplateYAML.write(template)
  }
}
