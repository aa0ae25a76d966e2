// Names of requests, as `x-amzn-RequestId` shows them: the same for the same seed.

import Synchronization
import VirtualTime

final class RequestIDs: Sendable {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)
  private static let length = 52

  private let random: Mutex<SeededRandom>

  init(seed: UInt64) {
    random = Mutex(SeededRandom(seed: seed))
  }

  /// 52 digits and capitals.
  func next() -> [UInt8] {
    // 12 digits of 5 bits a word.
    let words = random.withLock { random in (0..<5).map { _ in random.next() } }
    return unsafe [UInt8](unsafeUninitializedCapacity: RequestIDs.length) { buffer, count in
      for index in 0..<RequestIDs.length {
        let digit = words[index / 12] >> UInt64(index % 12 * 5) & 31
        unsafe buffer[index] = RequestIDs.alphabet[Int(digit)]
      }
      count = RequestIDs.length
    }
  }
}
