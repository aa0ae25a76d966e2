// The page of a code, as the program carries it.

package import Diagnostics

package enum BuiltInPage {
  /// Nil when the code has no page, which a test forbids.
  package static func page(of code: Code) -> ExplainPage? {
    guard let bytes = BuiltInFile.bytes("codes/\(code.id)") else { return nil }
    do throws(ExplainPage.Fault) {
      return try ExplainPage(String(decoding: bytes, as: UTF8.self))
    } catch {
      preconditionFailure("the page of \(code.id) cannot be read: \(error.message)")
    }
  }
}
