// The names of components inside a template: PascalCase, letters and digits only.

/// A logical id decides whether CloudFormation sees the same resource as last time: renaming one
/// replaces a table in production. So an id depends on the set of names, never on their order.
package enum LogicalID {
  /// `user-sessions` becomes `UserSessions`.
  package static func pascalCase(_ name: String) -> String {
    var result: [UInt8] = []
    var startsWord = true
    for byte in name.utf8 {
      guard Characters.isAlphanumeric(byte) else {
        startsWord = true
        continue
      }
      result.append(startsWord && Characters.isLowerCaseLetter(byte) ? byte - 0x20 : byte)
      startsWord = false
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// An id for each name, in the order given; equal names have equal ids.
  ///
  /// Where several names come to one id (`a-1` and `a1`), the one with the fewest separators, and
  /// of those the first in byte order, keeps it; the others append a hash of their own name.
  package static func assign(names: [String]) -> [String] {
    var ids: [String: String] = [:]
    var taken = Set<String>()
    var unsettled: [String] = []
    for name in Set(names).sorted(by: precedes) {
      let id = pascalCase(name)
      if !id.isEmpty, taken.insert(id).inserted { ids[name] = id } else { unsettled.append(name) }
    }
    for name in unsettled { ids[name] = suffixed(name, &taken) }
    return names.compactMap { ids[$0] }
  }

  /// Eight digits are enough between the components of a service; a clash takes all sixteen.
  private static func suffixed(_ name: String, _ taken: inout Set<String>) -> String {
    let digits = hexadecimal(hash(name.utf8))
    let stem = pascalCase(name)
    var id = stem + digits.prefix(8)
    if !taken.insert(id).inserted {
      id = stem + digits
      taken.insert(id)
    }
    return id
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    let leftCount = left.utf8.count { !Characters.isAlphanumeric($0) }
    let rightCount = right.utf8.count { !Characters.isAlphanumeric($0) }
    guard leftCount == rightCount else { return leftCount < rightCount }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Eight digits that stand for a text that makes no words.
  package static func digits(of text: String) -> String {
    String(hexadecimal(hash(text.utf8)).prefix(8))
  }

  /// FNV-1a, 64 bits: fixed for ever, unlike the standard library's seeded hash.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return value
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
