// The name of a time zone, by its shape.

package import Diagnostics
package import Shapes

/// `UTC`, or an area and a place as IANA writes them: `Europe/Berlin`, `Etc/GMT+1`.
///
/// Only the shape is checked: the list of zones is data that changes several times a year, and a
/// stale copy would refuse what AWS accepts.
package struct Timezone: Hashable, Sendable, CustomStringConvertible {
  package static let unknown = Code("AWS008", "unknown-timezone", .error)
  /// `America/Argentina/Buenos_Aires` is as deep as it gets.
  private static let segmentsMax = 3
  /// EVIDENCE: tz database, `theory.html`: a name's components have at most 14 characters.
  private static let segmentLengthMax = 14

  package let name: String

  package var description: String { name }

  package init(parsing text: String) throws(FormatFault) {
    let segments = text.split(
      separator: "/", maxSplits: Timezone.segmentsMax, omittingEmptySubsequences: false)
    let isPlace =
      2...Timezone.segmentsMax ~= segments.count && segments.allSatisfy(Timezone.isSegment)
    guard text == "UTC" || isPlace else {
      throw FormatFault(
        Timezone.unknown, "\(Characters.excerpt(text)) is not the name of a time zone",
        help: "write `UTC`, or an area and a place such as `America/New_York`")
    }
    name = text
  }

  /// Every component of a zone's name begins with a capital.
  private static func isSegment(_ segment: Substring) -> Bool {
    guard let first = segment.utf8.first, Characters.isUpperCaseLetter(first) else { return false }
    return Characters.isName(segment, marks: "_-+", lengths: 1...segmentLengthMax)
  }
}
