// The bars a service can be held to, the lowest first.

package enum Tier: String, CaseIterable, Comparable, Sendable {
  case commercial
  case fedrampModerate = "fedramp-moderate"
  case fedrampHigh = "fedramp-high"

  private var rank: Int {
    switch self {
    case .commercial: return 0
    case .fedrampModerate: return 1
    case .fedrampHigh: return 2
    }
  }

  package static func < (left: Tier, right: Tier) -> Bool { left.rank < right.rank }
}
