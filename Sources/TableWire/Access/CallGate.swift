// What stands before the engine and decides whether a call may go on.

package import IAMPolicy
package import TableEngine

package protocol CallGate: Sendable {
  /// Throws for a key that nobody has.
  func greet(_ accessKeyID: String) throws(WireFault)

  /// Throws for what the caller may not do.
  func admit(_ access: TableCall, by accessKeyID: String, to engine: Engine) throws(WireFault)
}
