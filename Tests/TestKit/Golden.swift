// A text that a file of the repository expects: compared with it, or recorded into it.

package enum Golden {
  /// What is wrong with `actual`, nil when the file at `path`, counted from the root, says the
  /// same. A recording is a complaint as well: a person has to read what was recorded.
  package static func complaint(about actual: String, at path: String) throws -> String? {
    let expected: String?
    do { expected = try Checkout.text(path) } catch { expected = nil }
    if Recording.applies(expected: expected, actual: actual) {
      try Checkout.write(actual, to: path)
      return "recorded \(path)"
    }
    if actual == expected { return nil }
    return "\(path) says otherwise (RECORD=failed writes it anew) than\n\(actual)"
  }
}
