// Who signed a request: read from its signature, which is not verified.

/// The parts of `Authorization` that say who asks, from where and for which service.
package struct Signature: Sendable, Hashable {
  package let accessKeyID: String
  package let region: String
  package let service: String

  /// EVIDENCE: Signature Version 4, "Add the signature to the HTTP request", and the errors of
  /// requests that lack parts of it.
  init(authorization: ArraySlice<UInt8>?) throws(WireFault) {
    guard let authorization, authorization.starts(with: "AWS4-".utf8) else {
      throw .missingAuthenticationToken
    }
    let parts = Parts(authorization)
    guard let credential = parts.credential, parts.hasSignature, parts.hasSignedHeaders else {
      throw .incompleteSignature(
        parts.complaint + "Authorization=" + String(decoding: authorization, as: UTF8.self))
    }
    // Only a key's name may itself hold slashes: the scope is what stands behind the last four.
    var ends: [Int] = []
    var index = credential.endIndex
    while ends.count < 4, index > credential.startIndex {
      index -= 1
      if credential[index] == UInt8(ascii: "/") { ends.append(index) }
    }
    guard ends.count == 4, credential[(ends[0] + 1)...].elementsEqual("aws4_request".utf8) else {
      throw .incompleteSignature(
        "Credential must have exactly 5 slash-delimited elements, "
          + "e.g. keyid/date/region/service/term, got "
          + "'\(String(decoding: credential, as: UTF8.self))'")
    }
    accessKeyID = String(decoding: credential[..<ends[3]], as: UTF8.self)
    region = String(decoding: credential[(ends[2] + 1)..<ends[1]], as: UTF8.self)
    service = String(decoding: credential[(ends[1] + 1)..<ends[0]], as: UTF8.self)
  }

  /// The parts of the header, found in one pass over its bytes.
  private struct Parts {
    var credential: ArraySlice<UInt8>?
    var hasSignature = false
    var hasSignedHeaders = false

    init(_ header: ArraySlice<UInt8>) {
      var rest = header.drop { $0 != 0x20 }
      while !rest.isEmpty {
        rest = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ",") }
        let part = rest.prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
        rest = rest[part.endIndex...]
        guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
        let name = part[..<sign]
        if name.elementsEqual("Credential".utf8) {
          credential = part[(sign + 1)...]
        } else if name.elementsEqual("Signature".utf8) {
          hasSignature = true
        } else if name.elementsEqual("SignedHeaders".utf8) {
          hasSignedHeaders = true
        }
      }
    }

    var complaint: String {
      var text = ""
      let found = [
        ("Credential", credential != nil), ("Signature", hasSignature),
        ("SignedHeaders", hasSignedHeaders),
      ]
      for (name, isThere) in found where !isThere {
        text += "Authorization header requires '\(name)' parameter. "
      }
      return text
    }
  }
}
