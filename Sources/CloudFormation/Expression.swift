// CloudFormation's intrinsics, as values: nobody writes `Fn::GetAtt` by hand.

package import AWSNames

package indirect enum Expression: Sendable {
  /// `Ref`: a resource's own name, or a parameter's value.
  case reference(to: String)
  /// `Fn::GetAtt`
  case attribute(String, of: String)
  /// `Fn::Sub`: texts with references between them.
  case substitution([SubstitutionPiece])
  /// `Fn::ImportValue`: what another stack exports under this name.
  case importValue([SubstitutionPiece])
  /// `Fn::If`; without `otherwise` the property is left out.
  case conditional(String, then: TemplateValue, otherwise: TemplateValue?)
  /// An intrinsic that only templates of others hold, such as `Fn::FindInMap`, with its argument.
  case other(String, TemplateValue)

  package static func pseudo(_ parameter: PseudoParameter) -> Expression {
    .reference(to: parameter.rawValue)
  }

  /// Pieces as the plainest intrinsic that says the same.
  package static func joining(_ pieces: [SubstitutionPiece]) -> Expression {
    if pieces.count == 1 {
      switch pieces[0] {
      case .reference(let id): return .reference(to: id)
      case .attribute(let name, let id): return .attribute(name, of: id)
      case .imported(let name): return .importValue([.text(name)])
      case .text: break
      }
    }
    return .substitution(pieces)
  }

  /// As a part of a longer text; nil for what `Fn::Sub` cannot hold.
  package var pieces: [SubstitutionPiece]? {
    switch self {
    case .reference(let id): return [.reference(id)]
    case .attribute(let name, let id): return [.attribute(name, of: id)]
    case .substitution(let pieces): return pieces
    case .importValue, .conditional, .other: return nil
    }
  }
}

/// A part of an `Fn::Sub`.
package enum SubstitutionPiece: Sendable, Hashable {
  case text(String)
  case reference(String)
  case attribute(String, of: String)
  /// What another stack exports under this name.
  case imported(String)

  package static func pseudo(_ parameter: PseudoParameter) -> SubstitutionPiece {
    .reference(parameter.rawValue)
  }

  /// As `Fn::Sub` reads it: `${!` stands for a literal `${`.
  package static func text(of pieces: [SubstitutionPiece]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += escaped(part)
      case .reference(let id): text += "${\(id)}"
      case .attribute(let name, let id): text += "${\(id).\(name)}"
      case .imported(let name): text += "${\(variable(for: name, in: pieces))}"
      }
    }
    return text
  }

  /// The names that are imported, each once, with the variable that stands for it in the text.
  package static func imports(
    of pieces: [SubstitutionPiece]
  ) -> [(variable: String, name: String)] {
    var imports: [(variable: String, name: String)] = []
    for case .imported(let name) in pieces where !imports.contains(where: { $0.name == name }) {
      imports.append(("Import\(imports.count + 1)", name))
    }
    return imports
  }

  private static func variable(for name: String, in pieces: [SubstitutionPiece]) -> String {
    guard let found = imports(of: pieces).first(where: { $0.name == name }) else {
      preconditionFailure("an imported piece is among the imports of its text")
    }
    return found.variable
  }

  /// The same with texts that follow each other as one, so that what stands in them is found.
  package static func joined(_ pieces: [SubstitutionPiece]) -> [SubstitutionPiece] {
    var joined: [SubstitutionPiece] = []
    for piece in pieces {
      if case .text(let text) = piece, case .text(let before)? = joined.last {
        joined[joined.count - 1] = .text(before + text)
      } else {
        joined.append(piece)
      }
    }
    return joined
  }

  /// The text when nothing is left to CloudFormation.
  package static func literal(of pieces: [SubstitutionPiece]) -> String? {
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return nil }
      text += part
    }
    return text
  }

  /// What `Fn::Sub` makes of a text; a `${` without an end is text.
  package static func pieces(of text: String) -> [SubstitutionPiece] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [.text(text)] }
    var pieces: [SubstitutionPiece] = []
    var literal: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "{"),
        let end = rest.firstIndex(of: UInt8(ascii: "}"))
      else {
        literal.append(byte)
        continue
      }
      let name = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      if name.first == UInt8(ascii: "!") {
        literal += "${".utf8 + name.dropFirst() + "}".utf8
        continue
      }
      if !literal.isEmpty { pieces.append(.text(String(decoding: literal, as: UTF8.self))) }
      literal = []
      let parts = name.split(separator: UInt8(ascii: "."), maxSplits: 1)
        .map { String(decoding: $0, as: UTF8.self) }
      pieces.append(
        parts.count == 2
          ? .attribute(parts[1], of: parts[0])
          : .reference(String(decoding: name, as: UTF8.self)))
    }
    if !literal.isEmpty || pieces.isEmpty {
      pieces.append(.text(String(decoding: literal, as: UTF8.self)))
    }
    return pieces
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var out = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      out.unicodeScalars.append(scalar)
      if scalar == "$", rest.first == "{" {
        rest.removeFirst()
        out += "{!"
      }
    }
    return out
  }
}
