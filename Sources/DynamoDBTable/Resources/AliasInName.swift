// A key's name with parts that CloudFormation fills in, taken apart where it names an alias.

import CloudFormation

/// What stands for any key of the account, and the alias that the meant one bears.
struct AliasInName {
  let key: [SubstitutionPiece]
  /// `alias/orders`
  let alias: [SubstitutionPiece]

  private static let mark = Array(":alias/".utf8)

  /// Nil when the name is that of the key itself.
  init?(_ pieces: [SubstitutionPiece]) {
    for (position, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else { continue }
      let bytes = Array(text.utf8)
      guard let start = AliasInName.place(in: bytes) else { continue }
      let owner = String(decoding: bytes[..<start], as: UTF8.self)
      let name = String(decoding: bytes[(start + 1)...], as: UTF8.self)
      key = pieces[..<position] + [.text(owner + ":key/*")]
      alias = [.text(name)] + pieces[(position + 1)...]
      return
    }
    return nil
  }

  private static func place(in text: [UInt8]) -> Int? {
    guard text.count >= mark.count else { return nil }
    return (0...text.count - mark.count).first { text[$0...].starts(with: mark) }
  }
}
