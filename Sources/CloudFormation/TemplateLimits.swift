// How large one template may be, and how large one is.

/// EVIDENCE: CloudFormation user guide, "CloudFormation quotas": resources 500, parameters 200,
/// outputs 200, template body in an S3 object 1 MB. Whether its megabyte is 2^20 is not said, so
/// the smaller one counts.
package struct TemplateLimits: Sendable, Equatable {
  package var resources: Int
  package var parameters: Int
  package var outputs: Int
  package var bytes: Int

  package static let cloudFormation = TemplateLimits(
    resources: 500, parameters: 200, outputs: 200, bytes: 1_000_000)

  package init(resources: Int, parameters: Int, outputs: Int, bytes: Int) {
    self.resources = resources
    self.parameters = parameters
    self.outputs = outputs
    self.bytes = bytes
  }

  /// What is beyond its limit, in the order of a template's parts.
  package func excess(of size: TemplateLimits) -> [(name: String, count: Int, max: Int)] {
    [
      ("parameters", size.parameters, parameters), ("resources", size.resources, resources),
      ("outputs", size.outputs, outputs), ("bytes", size.bytes, bytes),
    ].filter { $0.count > $0.max }
  }
}

extension Template {
  /// The same measures, of a template that is written in so many bytes.
  package func size(bytes: Int) -> TemplateLimits {
    TemplateLimits(
      resources: resources.count, parameters: parameters.count, outputs: outputs.count,
      bytes: bytes)
  }
}
