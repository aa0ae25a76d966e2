// What AWS lets a tag say.

/// Why a tag cannot be put on a resource.
package enum TagFault: Error, Hashable, Sendable, CustomStringConvertible {
  case emptyKey
  case reservedPrefix
  case keyTooLong(Int)
  case valueTooLong(Int)
  case character(Unicode.Scalar)

  /// As a message goes on after the tag's name.
  package var description: String {
    switch self {
    case .emptyKey: return "has an empty key"
    case .reservedPrefix: return "begins with `aws:`, which only AWS may write"
    case .keyTooLong(let length):
      return "has a key of \(length) characters, above \(Tag.keyLengthMax)"
    case .valueTooLong(let length):
      return "has a value of \(length) characters, above \(Tag.valueLengthMax)"
    case .character(let scalar):
      return "contains \(Tag.spell(scalar)); letters, digits, spaces and `_.:/=+-@` are allowed"
    }
  }
}

/// EVIDENCE: AWS General Reference, "Tag naming limits and requirements".
package struct Tag: Hashable, Sendable {
  package static let keyLengthMax = 128
  package static let valueLengthMax = 256
  /// On one resource.
  package static let countMax = 50

  package let key: String
  package let value: String

  package init(key: String, value: String) throws(TagFault) {
    if let fault = Tag.fault(inKey: key) ?? Tag.fault(inValue: value) { throw fault }
    self.key = key
    self.value = value
  }

  package static func fault(inKey key: String) -> TagFault? {
    guard !key.isEmpty else { return .emptyKey }
    let length = key.unicodeScalars.count
    guard length <= keyLengthMax else { return .keyTooLong(length) }
    if key.prefix(4).lowercased() == "aws:" { return .reservedPrefix }
    return firstForbidden(in: key).map(TagFault.character)
  }

  package static func fault(inValue value: String) -> TagFault? {
    let length = value.unicodeScalars.count
    guard length <= valueLengthMax else { return .valueTooLong(length) }
    return firstForbidden(in: value).map(TagFault.character)
  }

  private static func firstForbidden(in text: String) -> Unicode.Scalar? {
    text.unicodeScalars.first { !isAllowed($0) }
  }

  /// `\p{L}`, `\p{Z}`, `\p{N}` and nine marks.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber,
      .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return true
    default:
      return "_.:/=+-@".unicodeScalars.contains(scalar)
    }
  }

  /// A control character would vanish in a message.
  fileprivate static func spell(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control
      ? "U+" + String(scalar.value, radix: 16, uppercase: true) : "`\(scalar)`"
  }
}
