// What a `format` of the schema means: a named check that some other target brings.

package import Diagnostics

/// Why a text is not what its format asks for.
package struct FormatFault: Error, Sendable {
  package let code: Code
  package let message: String
  package let help: String?

  package init(_ code: Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }
}

/// Shapes know no AWS: whoever owns the names hands their formats in.
package struct Format: Sendable {
  package let name: String
  package let check: @Sendable (String) -> FormatFault?

  package init(_ name: String, check: @escaping @Sendable (String) -> FormatFault?) {
    self.name = name
    self.check = check
  }
}
