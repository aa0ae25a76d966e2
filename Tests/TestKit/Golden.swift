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

  /// The same for a whole folder: what it lacks, holds otherwise, or holds beside it.
  package static func complaints(
    about files: [(path: String, bytes: [UInt8])], in folder: String
  ) throws -> [String] {
    var complaints: [String] = []
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      if let complaint = try complaint(about: text, at: "\(folder)/\(file.path)") {
        complaints.append(complaint)
      }
    }
    let wanted = Set(files.map { "\(folder)/\($0.path)" })
    for path in Checkout.paths(below: folder) where !wanted.contains(path) {
      if Recording.applies(expected: "what is there", actual: "") {
        try Checkout.remove(path)
        complaints.append("removed \(path)")
      } else {
        complaints.append("\(path) is no longer made (RECORD=failed removes it)")
      }
    }
    return complaints
  }
}
