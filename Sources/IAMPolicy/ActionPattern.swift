// Actions as a policy lists them, and resources.

/// `dynamodb:Get*`; letters count in either case.
package struct ActionPattern: Sendable {
  /// As written.
  package let text: String
  private let pattern: WildcardText

  /// Nil for what is neither `*` nor a service and its action. A service has no wildcards.
  ///
  /// EVIDENCE: IAM user guide, "IAM JSON policy elements: Action".
  package init?(_ text: String) {
    guard ActionPattern.isWellFormed(Array(text.utf8), allowingWildcards: true) else { return nil }
    self.text = text
    pattern = WildcardText(
      symbols: text.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "*"): return PatternSymbol.anyText
        case UInt8(ascii: "?"): return PatternSymbol.anyCharacter
        default: return UInt16(ASCIICase.lowered(byte))
        }
      })
  }

  static func isWellFormed(_ text: [UInt8], allowingWildcards: Bool) -> Bool {
    if allowingWildcards, text == [UInt8(ascii: "*")] { return true }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && parts[0].allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "-") }
      && parts[1].allSatisfy { isNameByte($0) || allowingWildcards && "*?".utf8.contains($0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCIICase.isLetter(byte) || (0x30...0x39).contains(byte)
  }

  /// Whether it means an action in lower case.
  func matches(_ action: [UInt8]) -> Bool { pattern.matches(action.span) }
}

/// `arn:aws:dynamodb:*:*:table/orders`, `*`.
package struct ResourcePattern: Sendable {
  /// As written.
  package let text: String
  let template: PolicyTemplate<ARNPattern>

  init(text: String, template: PolicyTemplate<ARNPattern>) {
    self.text = text
    self.template = template
  }

  /// Nil for what is neither `*` nor an ARN. Fields that an ARN lacks at its end may be anything.
  ///
  /// EVIDENCE: IAM user guide, "IAM JSON policy elements: Resource": the service has no wildcards,
  /// and incomplete ARNs are completed with wildcards.
  init?(_ text: String, hasVariables: Bool) throws(VariableFault) {
    self.text = text
    var bytes = Array(text.utf8)
    if bytes != [UInt8(ascii: "*")] {
      let fields = ResourcePattern.fields(of: bytes, hasVariables: hasVariables)
      guard fields[0].elementsEqual("arn".utf8), fields.count >= 3, !fields[1].isEmpty,
        !fields[2].isEmpty, fields[2].allSatisfy({ !"*?$".utf8.contains($0) })
      else { return nil }
      for _ in fields.count..<ARNPattern.fieldCount { bytes += Array(":*".utf8) }
    }
    template = try PolicyTemplate(bytes, hasVariables: hasVariables, hasWildcards: true)
  }
  /// Split at its first five colons; those in the names of variables are none.
  private static func fields(of text: [UInt8], hasVariables: Bool) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    var start = 0
    var isInVariable = false
    for index in text.indices where fields.count < ARNPattern.fieldCount - 1 {
      switch text[index] {
      case UInt8(ascii: "{") where hasVariables && index > 0 && text[index - 1] == 0x24:
        isInVariable = true
      case UInt8(ascii: "}"): isInVariable = false
      case UInt8(ascii: ":") where !isInVariable:
        fields.append(text[start..<index])
        start = index + 1
      default: break
      }
    }
    return fields + [text[start...]]
  }
}
