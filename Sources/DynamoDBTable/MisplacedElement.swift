// What is wrong with a key that should be a HASH element, then at most one RANGE element.

import Provenance
import Shapes

package struct MisplacedElement: Sendable {
  package let part: KeyPart
  package let message: String
  package let help: String

  /// Nil when the elements stand as they should.
  package init?(pairOf parts: [KeyPart]) {
    guard let first = parts.first else { return nil }
    if first.role.value != .hash {
      part = first
      message = "RANGE is the first element"
      help =
        parts.dropFirst().contains { $0.role.value == .hash }
        ? "put the HASH element first" : "begin with a HASH element, the partition key"
    } else if let second = parts.dropFirst().first, second.role.value == .hash {
      part = second
      message = "HASH is the second element"
      help = "write RANGE for the sort key; a key of several HASH elements is for global indexes"
    } else {
      return nil
    }
  }
}
