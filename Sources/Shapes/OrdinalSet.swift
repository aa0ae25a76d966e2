// The properties met in one mapping, by their ordinals.

/// Which property ordinals were met in a mapping: 64 of them without allocating.
struct OrdinalSet {
  private var low: UInt64 = 0
  private var high: Set<UInt32> = []

  func contains(_ ordinal: UInt32) -> Bool {
    ordinal < 64 ? low & (1 << UInt64(ordinal)) != 0 : high.contains(ordinal)
  }

  /// False when it was there already.
  mutating func insert(_ ordinal: UInt32) -> Bool {
    guard ordinal < 64 else { return high.insert(ordinal).inserted }
    let bit: UInt64 = 1 << UInt64(ordinal)
    defer { low |= bit }
    return low & bit == 0
  }
}
