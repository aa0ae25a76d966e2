// SHA-256 as FIPS 180-4 has it, with the processor's instructions and without.

import Compiler
import Testing

/// EVIDENCE: FIPS 180-4 examples of SHA-256, as NIST publishes them: "", "abc", 448 and 896 bits.
@Test(arguments: [
  ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
  (
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
      + "lmnopqrsmnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
  ),
])
func hashesAsPublished(text: String, hash: String) {
  #expect(SHA256.hexadecimal(of: Array(text.utf8)) == hash)
  #expect(SHA256.portableHexadecimal(of: Array(text.utf8)) == hash)
}

@Test func hashesAMillionLetters() {
  let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
  let hash = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
  #expect(SHA256.hexadecimal(of: letters) == hash)
  #expect(SHA256.portableHexadecimal(of: letters) == hash)
}

/// Every way in which a message can end within a block, and the blocks around it.
@Test func hashesAlikeWithAndWithoutTheProcessorsInstructions() {
  for count in 0...300 {
    let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 64 + count) }
    #expect(SHA256.hexadecimal(of: message) == SHA256.portableHexadecimal(of: message), "\(count)")
  }
}
