// The grammar of `${…}`: what a string refers to, as values.

package import AWSNames

/// One piece of a string that may hold references.
package enum ReferencePiece: Equatable, Sendable {
  /// Plain text, with `$${` already read as `${`.
  case literal(String)
  /// `${user-sessions.indexArn.UserIdIndex}`
  case component(name: String, path: [String])
  /// `${env:stage}`
  case environmentValue(String)
  /// `${envIs:prod}`
  case environmentTest(String)
  /// `${AWS::Region}`
  case pseudoParameter(PseudoParameter)
  /// `${aws:PrincipalTag/team}`: IAM's own, for policies.
  case policyVariable(String)
}

/// Why a text between `${` and `}` is no reference.
package enum ReferenceFault: Error, Equatable {
  case unclosed
  case empty
  case unknownPseudoParameter(String)
  case malformed(String)
}

package enum ReferenceText {
  /// Splits a string into pieces. Linear: every character is read once.
  package static func pieces(of text: String) throws(ReferenceFault) -> [ReferencePiece] {
    var pieces: [ReferencePiece] = []
    var literal = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "$" else {
        literal.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "{" {
        rest.removeFirst()
        guard let close = rest.firstIndex(of: "}") else { throw .unclosed }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        pieces.append(try piece(String(rest[..<close])))
        rest = rest[rest.index(after: close)...]
      } else if rest.starts(with: ["$", "{"]) {
        rest.removeFirst(2)
        literal += "${"
      } else {
        literal.unicodeScalars.append(scalar)
      }
    }
    if !literal.isEmpty || pieces.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }

  /// The text that reads back as these pieces.
  package static func text(of pieces: [ReferencePiece]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += escaped(literal)
      case .component(let name, let path):
        text += "${" + ([name] + path).joined(separator: ".") + "}"
      case .environmentValue(let key): text += "${env:\(key)}"
      case .environmentTest(let name): text += "${envIs:\(name)}"
      case .pseudoParameter(let parameter): text += "${\(parameter.rawValue)}"
      case .policyVariable(let variable): text += "${\(variable)}"
      }
    }
    return text
  }

  private static func escaped(_ literal: String) -> String {
    var text = ""
    var rest = literal.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "$", rest.first == "{" { text += "$" }
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  private static func piece(_ inner: String) throws(ReferenceFault) -> ReferencePiece {
    if inner.isEmpty { throw .empty }
    if inner.hasPrefix("env:") {
      let key = String(inner.dropFirst(4))
      guard isName(key) else { throw .malformed(inner) }
      return .environmentValue(key)
    }
    if inner.hasPrefix("envIs:") {
      let name = String(inner.dropFirst(6))
      guard isName(name) else { throw .malformed(inner) }
      return .environmentTest(name)
    }
    if inner.hasPrefix("AWS::") {
      guard let parameter = PseudoParameter(rawValue: inner) else {
        throw .unknownPseudoParameter(inner)
      }
      return .pseudoParameter(parameter)
    }
    if let colon = inner.firstIndex(of: ":"), colon != inner.startIndex,
      inner[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-" || $0.isNumber) }),
      inner.index(after: colon) != inner.endIndex, !inner.contains("::")
    {
      return .policyVariable(inner)
    }
    let parts = inner.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, parts.allSatisfy(isName) else { throw .malformed(inner) }
    // An index name may hold dots itself.
    let path =
      parts.count > 3 ? [parts[1], parts[2...].joined(separator: ".")] : Array(parts[1...])
    return .component(name: parts[0], path: path)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
          || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      }
  }
}
