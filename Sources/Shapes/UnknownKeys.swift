// Whether a mapping holds a key that its shape does not know.

package import Provenance

extension Tree {
  /// A key that nobody knows was reported, and may be the misspelt one that seems to be missing:
  /// nothing is then concluded from what is not there.
  package func holdsUnknownKey(_ mapping: NodeID) -> Bool {
    let content = content(of: mapping)
    guard kind(of: content) == .mapping else { return false }
    for entry in entries(of: content) where ordinal(of: entry.key) == 0 { return true }
    return false
  }
}
