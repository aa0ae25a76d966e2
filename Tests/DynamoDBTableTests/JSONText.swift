// JSON that a template holds as a text, read back.

import Foundation
import Testing

enum JSONText {
  /// The text of a JSON string.
  static func string(_ json: String) throws -> String {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    return try #require(value as? String)
  }

  static func object(_ json: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(value as? [String: Any])
  }
}
