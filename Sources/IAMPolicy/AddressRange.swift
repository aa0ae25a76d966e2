// Internet addresses and their ranges, of both versions.

struct AddressRange: Sendable {
  /// IPv4 in the last 32 bits.
  private let address: UInt128
  private let isVersion6: Bool
  private let prefixBits: Int

  /// `203.0.113.0/24`, `2001:db8::/32`, or an address alone, which is a range of one.
  init?(_ text: some Collection<UInt8>) {
    let parts = Array(text).split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    if let four = AddressRange.version4(parts[0]) {
      address = UInt128(four)
      isVersion6 = false
    } else if let six = AddressRange.version6(parts[0]) {
      address = six
      isVersion6 = true
    } else {
      return nil
    }
    let width = isVersion6 ? 128 : 32
    guard parts.count > 1 else {
      prefixBits = width
      return
    }
    guard let bits = AddressRange.number(parts[1], digitsMax: 3), bits <= width else { return nil }
    prefixBits = bits
  }

  var isSingle: Bool { prefixBits == (isVersion6 ? 128 : 32) }

  /// Whether a range of one lies within this one.
  func contains(_ other: AddressRange) -> Bool {
    guard isVersion6 == other.isVersion6 else { return false }
    let hostBits = (isVersion6 ? 128 : 32) - prefixBits
    return address >> UInt128(hostBits) == other.address >> UInt128(hostBits)
  }

  private static func number(_ digits: ArraySlice<UInt8>, digitsMax: Int) -> Int? {
    guard !digits.isEmpty, digits.count <= digitsMax,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  private static func version4(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard let byte = number(part, digitsMax: 3), byte <= 255 else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }

  /// EVIDENCE: RFC 4291, section 2.2.
  private static func version6(_ text: ArraySlice<UInt8>) -> UInt128? {
    let colon = UInt8(ascii: ":")
    let gap = text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
    guard let gap else {
      guard let groups = groups(text), groups.count == 8 else { return nil }
      return joined(groups)
    }
    guard let head = groups(text[..<gap]), let tail = groups(text[(gap + 2)...]),
      head.count + tail.count < 8
    else { return nil }
    return joined(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  /// Groups of four hexadecimal digits, the last two perhaps as IPv4; none for no text.
  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      if position == parts.count - 1, let four = version4(part) {
        groups += [UInt16(four >> 16), UInt16(four & 0xFFFF)]
        continue
      }
      guard (1...4).contains(part.count), part.allSatisfy({ $0 != UInt8(ascii: "+") }),
        let value = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
      else { return nil }
      groups.append(value)
    }
    return groups
  }
}
