// Who wrote a setting: a person, whose wish must have an effect, or a layer that fills gaps.

package import Provenance

extension Tree {
  /// The values a person gave in a mapping, but for those of `others`.
  package func writtenSettings(in mapping: NodeID, except others: NodeID?...) -> [NodeID] {
    let content = content(of: mapping)
    guard kind(of: content) == .mapping else { return [] }
    let excepted = Set(others.compactMap { $0.map { origin(of: $0) } })
    return entries(of: content).map { origin(of: $0.value) }
      .filter { !excepted.contains($0) && isWritten($0) }
  }

  /// Whether the environment decides it: `enabled: ${envIs:prod}` is false elsewhere on purpose.
  package func isComputed(_ node: NodeID) -> Bool {
    let span = span(of: node)
    let text = source(of: node).bytes[Int(span.start)..<Int(span.end)]
    return zip(text, text.dropFirst()).contains {
      $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
    }
  }
}
