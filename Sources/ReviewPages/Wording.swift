// How a review speaks, in whatever format: statuses, times, keys, schedules.

import Compliance
import Review

enum Wording {
  static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `365 days`; nil is for ever.
  static func kept(_ days: Int?) -> String { days.map { plural($0, "day") } ?? "for ever" }

  /// A clause as the beginning of a sentence.
  static func sentence(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst()
  }

  static func tier(_ tier: Tier) -> String {
    switch tier {
    case .commercial: "Commercial"
    case .fedrampModerate: "FedRAMP Moderate"
    case .fedrampHigh: "FedRAMP High"
    }
  }

  static func status(_ row: ReviewedRow) -> String {
    // Advice that is not taken refuses nothing, and a page that cries wolf is not read.
    row.status == .failed && !row.isRequired ? "advice not taken" : row.status.rawValue
  }

  static func region(_ name: String?) -> String { name ?? "the region it is deployed to" }

  /// Nil is the stack's own.
  static func region(_ name: String?, _ review: ServiceReview) -> String {
    region(name ?? review.regions.first { $0.isHome }?.name)
  }

  /// What a schedule says, where it is one of the usual ones.
  static func schedule(_ backup: ReviewedBackup) -> String {
    guard backup.schedule.hasPrefix("cron("), backup.schedule.hasSuffix(")") else {
      return backup.schedule.isEmpty ? "when AWS Backup chooses" : backup.schedule
    }
    let fields = backup.schedule.dropFirst(5).dropLast().split(separator: " ").map(String.init)
    guard fields.count == 6, let minute = Int(fields[0]), let hour = Int(fields[1]),
      fields[3] == "*", fields[5] == "*"
    else { return backup.schedule }
    let time =
      "at \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
      + " \(backup.timezone ?? "UTC")"
    switch (fields[2], fields[4]) {
    case ("*", "?"), ("?", "*"): return "every day \(time)"
    case ("?", let day):
      return days[day].map { "every \($0) \(time)" } ?? backup.schedule
    case (let day, "?"):
      guard let day = Int(day) else { return backup.schedule }
      return "on day \(day) of every month \(time)"
    default: return backup.schedule
    }
  }

  private static let days = [
    "MON": "Monday", "TUE": "Tuesday", "WED": "Wednesday", "THU": "Thursday", "FRI": "Friday",
    "SAT": "Saturday", "SUN": "Sunday", "1": "Sunday", "2": "Monday", "3": "Tuesday",
    "4": "Wednesday", "5": "Thursday", "6": "Friday", "7": "Saturday",
  ]

  static func key(_ use: KeyUse, _ review: ServiceReview) -> String {
    switch use {
    case .owned: "a key that AWS owns"
    case .managed: "the key that AWS manages for DynamoDB"
    case .created(let place): review.keys[place].alias ?? review.keys[place].logicalID
    case .named(let name): name
    }
  }

  /// `commercial.yaml, line 4` of a layer, `service.yml, line 9` of a spec.
  static func place(_ place: SourcePlace) -> String {
    let name = place.file.split(separator: "/").last.map(String.init) ?? place.file
    switch place.kind {
    case .spec: return "\(name):\(place.line)"
    case .layer: return "tier default \(name):\(place.line)"
    }
  }

  static func lock(_ backup: ReviewedBackup) -> String {
    guard let days = backup.lockDays else { return "not locked" }
    return "locked for \(plural(days, "day")) at least"
      + (backup.lockGraceDays.map { ", for good \(plural($0, "day")) after it is made" } ?? "")
  }

  /// Long names are shortened in their middle, where they differ least.
  static func shortened(_ text: String, to max: Int) -> String {
    guard text.count > max else { return text }
    let tail = max / 3
    return "\(text.prefix(max - tail - 1))…\(text.suffix(tail))"
  }

  /// What nobody sees, or what turns the reading around, is spelled out: a reviewer must not be
  /// shown something else than what is deployed.
  static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: return scalar != "\n" && scalar != "\t"
    case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return true
    default: return false
    }
  }

  static func spelledOut(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }
}

extension RowStatus {
  /// A sign beside the word, for who looks at many.
  var sign: String {
    switch self {
    case .failed: "✗"
    case .waived: "!"
    case .cannotBeKnown: "?"
    case .met: "✓"
    case .notApplicable: "–"
    }
  }
}
