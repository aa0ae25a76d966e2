// A key's name with parts that CloudFormation fills in, taken apart where it names an alias.

import AWSNames
import CloudFormation

/// What stands for any key of the account, and the alias that the meant one bears.
struct AliasInName {
  let key: [SubstitutionPiece]
  /// `alias/orders`
  let alias: [SubstitutionPiece]

  /// Nil when the name is that of the key itself.
  init?(_ pieces: [SubstitutionPiece]) {
    for (position, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else { continue }
      guard let start = text.utf8.place(of: ":alias/") else { continue }
      let owner = String(text[..<start])
      let name = String(text[text.utf8.index(after: start)...])
      key = pieces[..<position] + [.text(owner + ":key/*")]
      alias = [.text(name)] + pieces[(position + 1)...]
      return
    }
    return nil
  }
}
