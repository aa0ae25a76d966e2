// The key of a global index is one to four HASH elements, then up to four RANGE elements.

import ComponentKit
package import Diagnostics
import Provenance
import Shapes

package enum MisshapenGlobalIndexKey {
  package static let code = Code("TABLE014", "misshapen-global-index-key", .error)

  static func check(_ table: Table, in placement: Placement, _ tree: Tree, _ sink: inout Sink) {
    for key in table.writtenKeys
    where key.owner == .globalIndex && key.isPlainList && !key.repeatsAttribute {
      guard let (part, message, help) = fault(in: key.parts) else { continue }
      sink.report(
        Finding(
          code, at: .node(part.role.node), "\(message) of the key of \(key.title)", help: help))
    }
  }

  /// The most elements of each role.
  private static let partsMax = 4

  private static func fault(in parts: [KeyPart]) -> (KeyPart, message: String, help: String)? {
    guard let first = parts.first else { return nil }
    guard first.role.value == .hash else {
      return (first, "RANGE is the first element", "begin with a HASH element")
    }
    let ranges = parts.drop { $0.role.value == .hash }
    let hashCount = parts.count - ranges.count
    if let late = ranges.first(where: { $0.role.value == .hash }) {
      return (late, "a HASH element comes after a RANGE element", "put HASH elements first")
    }
    if hashCount > partsMax {
      return (
        parts[partsMax], "this is a fifth HASH element",
        "keep to \(partsMax); join attributes that are always queried together"
      )
    }
    if ranges.count > partsMax {
      return (
        parts[hashCount + partsMax], "this is a fifth RANGE element", "keep to \(partsMax)"
      )
    }
    return nil
  }
}
