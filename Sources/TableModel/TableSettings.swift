// What else can be said of a table: streams, expiry, encryption, class, tags.

package enum StreamView: String, Sendable, Hashable, Codable, CaseIterable {
  case keysOnly = "KEYS_ONLY"
  case newImage = "NEW_IMAGE"
  case oldImage = "OLD_IMAGE"
  case newAndOldImages = "NEW_AND_OLD_IMAGES"
}

package struct StreamSpecification: Sendable, Hashable, Codable {
  package var streamEnabled: Bool
  package var streamViewType: StreamView?

  package init(enabled: Bool, viewType: StreamView? = nil) {
    streamEnabled = enabled
    streamViewType = viewType
  }
}

package struct TimeToLive: Sendable, Hashable {
  package var attributeName: String
  package var enabled: Bool

  package init(attributeName: String, enabled: Bool) {
    self.attributeName = attributeName
    self.enabled = enabled
  }
}

package enum TableClass: String, Sendable, Hashable, Codable, CaseIterable {
  case standard = "STANDARD"
  case infrequentAccess = "STANDARD_INFREQUENT_ACCESS"
}

package enum EncryptionType: String, Sendable, Hashable, Codable, CaseIterable {
  case aes256 = "AES256"
  case keyService = "KMS"
}

package struct EncryptionSpecification: Sendable, Hashable, Codable {
  package var enabled: Bool?
  package var sseType: EncryptionType?
  package var keyID: String?

  package init(enabled: Bool?, sseType: EncryptionType? = nil, keyID: String? = nil) {
    self.enabled = enabled
    self.sseType = sseType
    self.keyID = keyID
  }
}

package struct TableTag: Sendable, Hashable, Codable {
  package let key: String
  package let value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
