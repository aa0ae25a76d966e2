// Who signed a request: read from its signature, which is not verified.

/// The parts of `Authorization` that say who asks, from where and for which service.
package struct Signature: Sendable, Hashable {
  package let accessKeyID: String
  package let region: String
  package let service: String

  /// EVIDENCE: Signature Version 4, "Add the signature to the HTTP request", and the errors of
  /// requests that lack parts of it.
  init(authorization: ArraySlice<UInt8>?) throws(WireFault) {
    guard let authorization, !authorization.isEmpty else { throw .missingAuthenticationToken }
    let text = String(decoding: authorization, as: UTF8.self)
    guard text.hasPrefix("AWS4-") else { throw .missingAuthenticationToken }
    var parts: [Substring: Substring] = [:]
    let list = text.drop { $0 != " " }.split { $0 == "," || $0 == " " }
    for part in list {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { parts[pair[0]] = pair[1] }
    }
    var missing = ""
    for name in ["Credential", "Signature", "SignedHeaders"] where parts[name[...]] == nil {
      missing += "Authorization header requires '\(name)' parameter. "
    }
    guard missing.isEmpty, let credential = parts["Credential"] else {
      throw .incompleteSignature(missing + "Authorization=\(text)")
    }
    let scope = credential.split(separator: "/", omittingEmptySubsequences: false)
    guard scope.count >= 5, scope[scope.count - 1] == "aws4_request" else {
      throw .incompleteSignature(
        "Credential must have exactly 5 slash-delimited elements, "
          + "e.g. keyid/date/region/service/term, got '\(credential)'")
    }
    // Only a key's name may itself hold slashes.
    accessKeyID = scope[0..<scope.count - 4].joined(separator: "/")
    region = String(scope[scope.count - 3])
    service = String(scope[scope.count - 2])
  }
}
