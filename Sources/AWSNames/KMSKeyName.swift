// The four ways to name a KMS key, and the rules for the names we give them.

package import Diagnostics
package import Shapes

/// `alias/…`: a key's name among people.
package struct KMSAlias: Hashable, Sendable, CustomStringConvertible {
  package static let reservedOrMalformed = Code("AWS006", "reserved-or-malformed-alias", .error)

  /// With its `alias/`.
  package let name: String

  package var description: String { name }

  /// An alias someone may create: not one of those AWS keeps for itself.
  package init(parsing text: String) throws(FormatFault) {
    let shown = Characters.excerpt(text)
    guard text.hasPrefix("alias/") else {
      throw KMSAlias.fault("\(shown) does not begin with `alias/`")
    }
    guard KMSAlias.isWellFormed(text[...]) else {
      throw KMSAlias.fault("\(shown) is not the name of an alias")
    }
    name = text
    guard !isReserved else {
      throw KMSAlias.fault("\(shown) begins with `alias/aws/`, which only AWS may create")
    }
  }

  /// An alias to use: those of AWS too.
  init?(existing text: String) {
    guard KMSAlias.isWellFormed(text[...]) else { return nil }
    name = text
  }

  /// One of the keys that AWS manages for a service, such as `alias/aws/dynamodb`.
  package var isReserved: Bool { name.hasPrefix("alias/aws/") }

  /// EVIDENCE: KMS API reference, CreateAlias, AliasName: 1 to 256 characters, alphanumeric,
  /// `/`, `_` and `-`.
  static func isWellFormed(_ text: Substring) -> Bool {
    text.hasPrefix("alias/")
      && Characters.isName(text.dropFirst(6), marks: "/_-", lengths: 1...250)
  }

  private static func fault(_ message: String) -> FormatFault {
    FormatFault(
      reservedOrMalformed, message,
      help: "write `alias/` and letters, digits, `/`, `_` or `-`, such as `alias/orders`")
  }
}

/// What `KMSMasterKeyId` and its like take.
package enum KMSKeyName: Hashable, Sendable, CustomStringConvertible {
  package static let malformed = Code("AWS005", "malformed-kms-key", .error)

  case keyID(String)
  case keyARN(ARN)
  case alias(KMSAlias)
  case aliasARN(ARN)

  package init(parsing text: String) throws(FormatFault) {
    if text.hasPrefix("arn:") {
      let arn = try ARNKind.parse(text, as: .key, .keyAlias)
      self = arn.resource.hasPrefix("alias/") ? .aliasARN(arn) : .keyARN(arn)
    } else if text.hasPrefix("alias/") {
      guard let alias = KMSAlias(existing: text) else { throw KMSKeyName.fault(text) }
      self = .alias(alias)
    } else {
      guard KMSKeyName.isWellFormedKeyID(text) else { throw KMSKeyName.fault(text) }
      self = .keyID(text)
    }
  }

  package var description: String {
    switch self {
    case .keyID(let id): return id
    case .keyARN(let arn), .aliasARN(let arn): return arn.description
    case .alias(let alias): return alias.name
    }
  }

  /// Nil when only a name is given: it then means the region it is used in.
  package var region: Region? {
    switch self {
    case .keyARN(let arn), .aliasARN(let arn): return arn.region
    case .keyID, .alias: return nil
    }
  }

  /// False for an ARN such as `…:key/primary-key`, whose id no key can bear.
  package var isWellFormedKeyID: Bool {
    switch self {
    case .keyARN(let arn): return KMSKeyName.isWellFormedKeyID(arn.resource.dropFirst(4))
    case .keyID, .alias, .aliasARN: return true
    }
  }

  /// A UUID, or `mrk-` and 32 hexadecimal digits for a multi-region key.
  package static func isWellFormedKeyID(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8.prefix(37))
    switch bytes.count {
    case 36 where text.hasPrefix("mrk-"):
      return bytes.dropFirst(4).allSatisfy(Characters.isHexDigit)
    case 36:
      return bytes.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == 0x2D : Characters.isHexDigit(byte)
      }
    default: return false
    }
  }

  private static func fault(_ text: String) -> FormatFault {
    let help =
      Characters.isName(text, marks: "/_-", lengths: 1...250) && !text.hasPrefix("alias/")
      ? "an alias is written `alias/\(text)`; otherwise write the key's id or its ARN"
      : "write a key's id, its ARN, or an alias such as `alias/orders`"
    return FormatFault(
      malformed, "\(Characters.excerpt(text)) is neither a key id, nor an alias, nor an ARN",
      help: help)
  }
}
