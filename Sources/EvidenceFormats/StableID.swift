// Identifiers that OSCAL asks for, made of names: the same for the same service, on any machine.

import Compiler

struct StableID {
  /// Everything a document names begins with the document's own name.
  let scope: [String]

  /// A UUID of version 4 in its form, for that is what OSCAL takes; its bits are those of a hash,
  /// as in version 5.
  func callAsFunction(_ names: String...) -> String {
    // A name cannot hold the separator, so that no two lists of names make one text.
    let text = (["ashlar"] + scope + names).joined(separator: "\u{1f}")
    let digest = Array(SHA256.hexadecimal(of: Array(text.utf8)).prefix(32).utf8)
    var characters = digest
    characters[12] = UInt8(ascii: "4")
    let variants = Array("89ab".utf8)
    characters[16] = variants[Int(digest[16]) % variants.count]
    var uuid = ""
    for (position, character) in characters.enumerated() {
      if [8, 12, 16, 20].contains(position) { uuid += "-" }
      uuid.unicodeScalars.append(UnicodeScalar(character))
    }
    return uuid
  }
}
