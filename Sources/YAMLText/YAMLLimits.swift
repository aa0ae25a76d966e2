// How much YAML we take: every bound of the reader, by name.

package enum YAMLLimits {
  /// Collections within collections. libyaml's work is quadratic in the depth of `[`.
  package static let depthMax = 200
  /// Nodes that aliases and merge keys may add: a few lines of aliases can mean billions of nodes.
  package static let copiedNodesMax = 250_000
  /// Characters are counted in 32 bits.
  package static let bytesMax = 256 * 1024 * 1024
}
