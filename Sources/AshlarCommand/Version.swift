// Which Ashlar this is.

package enum Version {
  /// The only place that names it.
  package static let current = "0.1.0"
}
