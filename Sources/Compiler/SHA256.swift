// SHA-256, for the content hashes of the manifest.

import CHash

package enum SHA256 {
  package static func hexadecimal(of message: [UInt8]) -> String {
    unsafe hexadecimal { digest in
      unsafe message.withUnsafeBufferPointer { bytes in
        unsafe content_hash(bytes.baseAddress, bytes.count, digest)
      }
    }
  }

  /// The same without the processor's own instructions: what it must be on any machine.
  package static func portableHexadecimal(of message: [UInt8]) -> String {
    unsafe hexadecimal { digest in
      unsafe message.withUnsafeBufferPointer { bytes in
        unsafe content_hash_portable(bytes.baseAddress, bytes.count, digest)
      }
    }
  }

  private static func hexadecimal(_ hash: (UnsafeMutablePointer<UInt8>?) -> Void) -> String {
    let digest = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      unsafe hash(buffer.baseAddress)
      count = buffer.count
    }
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
