// Where we differ from the yaml-test-suite, and why: libyaml's doing, or a choice of ours.

enum KnownDifferences {
  static let ids: [String] = byReason.flatMap(\.ids)

  static func reason(_ id: String) -> String? { byReason.first { $0.ids.contains(id) }?.reason }

  private static let byReason: [(reason: String, ids: [String])] = [
    // libyaml (0.2.5, held against PyYAML's `CParser`) refuses what YAML 1.2 allows.
    (
      "libyaml refuses it",
      [
        "2JQS", "2LFX", "4ABK", "4MUZ-1", "4MUZ-2", "4MUZ-3", "58MP", "5MUD", "5T43",
        "6BCT", "6CA3", "6LVF", "6M2F", "7Z25", "8XYN", "96NN-1", "96NN-2", "9SA2",
        "A2M4", "BEC7", "CFD4", "DBG4", "DK3J", "DK95-1", "DK95-4", "DK95-5", "FP8R",
        "FRK4", "HM87-1", "HWV9", "K3WX", "M7A3", "MUS6-6", "MUS6-7", "NHX8", "NJ66",
        "NKF9", "Q5MG", "QT73", "R4YG", "S3PD", "SM9W-2", "UKK6-1", "UT92", "VJP3-2",
        "W4TN", "W5VH", "Y79Y-11", "Y79Y-2", "ZYU8-2", "ZYU8-3", "ZYU8-4",
      ]
    ),
    // libyaml reads, as PyYAML's `CParser` shows, what YAML 1.2 forbids.
    (
      "libyaml reads it",
      [
        "9C9N", "9JBA", "CVW2", "DK95-2", "G5U8", "MUS6-1", "QB6E", "S98Z", "SU5Z",
        "X4QW", "Y79Y-4", "YJV2",
      ]
    ),
    // libyaml finds another value, as PyYAML's `CParser` shows.
    (
      "libyaml reads another value",
      [
        "652Z", "HM87-2", "JEF9-3", "L24T-2", "Y2GN",
      ]
    ),
    // Our choice: keys are strings (YAML004).
    (
      "a key that is no string",
      [
        "2SXE", "4FJ6", "6BFJ", "6PBE", "9MMW", "DFF7", "FH7J", "KK5P", "LX3P", "M2N8-1",
        "M2N8-2", "M5DY", "PW8X", "Q9WF", "RZP5", "SBG9", "V9D5", "X38W", "XW4D",
      ]
    ),
    // Our choice: a file holds one document (YAML008).
    (
      "several documents",
      [
        "35KP", "5TYM", "6WLZ", "6XDY", "6ZKB", "9DXL", "9KAX", "9WXW", "JHB9", "KSS4",
        "L383", "PUW8", "RZT7", "U9NS",
      ]
    ),
    // Our choice: a file holds a document (YAML009).
    (
      "no document",
      [
        "8G76", "98YD", "AVM7",
      ]
    ),
    // Our choice: no tags but the core schema's (YAML010), and `!` makes a string.
    (
      "a tag",
      [
        "2XXW", "565N", "6CK3", "7FWL", "C4HZ", "CC74", "CUP7", "J7PZ", "M5C3", "P76L",
        "UGM3", "UKK6-3", "Z67P", "Z9M4",
      ]
    ),
  ]
}
