// What the shape of a property, or another property beside it, forbids a table to say.

import Diagnostics
import TableModel
import TierRules

enum RefusedSetting {
  static let code = Code("CFN021", "refused-setting", .error)

  /// Properties that take one of a few words, wherever in a table they stand.
  static let words: [(key: String, choices: [String])] = [
    ("BillingMode", BillingMode.allCases.map(\.rawValue)),
    ("AttributeType", KeyType.allCases.map(\.rawValue)),
    ("KeyType", KeyRole.allCases.map(\.rawValue)),
    ("ProjectionType", ProjectionType.allCases.map(\.rawValue)),
    ("StreamViewType", StreamView.allCases.map(\.rawValue)),
    ("TableClass", TableClass.allCases.map(\.rawValue)),
    ("SSEType", [EncryptionType.keyService.rawValue]),
    ("Mode", ["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"]),
    ("ApproximateCreationDateTimePrecision", ["MILLISECOND", "MICROSECOND"]),
    ("MultiRegionConsistency", ["EVENTUAL", "STRONG"]),
  ]

  static func check(_ table: ResourceView, _ refusals: inout Refusals) {
    checkWords(table[], &refusals)
    checkStream(table["StreamSpecification"], &refusals)
    checkExpiry(table["TimeToLiveSpecification"], &refusals)
    checkTags(table["Tags"], &refusals)
    let copies = table.copies
    for copy in copies {
      checkRecovery(copy["PointInTimeRecoverySpecification"], &refusals)
      if table.isGlobalTable { checkTags(copy["Tags"], &refusals) }
    }
    if !table.isGlobalTable { checkEncryption(table["SSESpecification"], &refusals) }
    checkUnits(table[], &refusals)
  }

  private static func checkWords(_ value: ValueView, _ refusals: inout Refusals) {
    for member in value.members {
      if let word = words.first(where: { $0.key == member.key }) {
        guard let text = member.value.string, !word.choices.contains(text) else { continue }
        refusals.add(
          code, at: member.value, "`\(text)` is no `\(word.key)`",
          help: "write " + word.choices.map { "`\($0)`" }.joined(separator: " or "))
      } else if member.key != "ResourcePolicy" {
        for element in member.value.elements { checkWords(element, &refusals) }
      }
    }
  }

  private static func checkStream(_ stream: ValueView, _ refusals: inout Refusals) {
    let flag = stream["StreamEnabled"]
    if !flag.isAbsent {
      refusals.add(
        code, at: flag, "a stream has no property `StreamEnabled` in a template",
        help: "it is there with `StreamSpecification`, and not without")
    } else if !stream.isAbsent, !stream.isUnknown, stream["StreamViewType"].isAbsent {
      refusals.add(
        code, at: stream, "a stream says what its records hold",
        help: "write `StreamViewType: NEW_AND_OLD_IMAGES`")
    }
  }

  private static func checkExpiry(_ expiry: ValueView, _ refusals: inout Refusals) {
    if expiry["Enabled"].boolean == true, expiry["AttributeName"].isAbsent {
      refusals.add(
        code, at: expiry, "items expire by an attribute, and none is named",
        help: "write `AttributeName`")
    }
  }

  private static func checkRecovery(_ recovery: ValueView, _ refusals: inout Refusals) {
    let days = recovery["RecoveryPeriodInDays"]
    guard let count = days.integer else { return }
    if !Limits.recoveryDays.contains(count) {
      refusals.add(
        code, at: days, "a table can be brought back 1 to 35 days, and not \(count)",
        help: "write \(Limits.recoveryDays.upperBound) or less")
    } else if recovery["PointInTimeRecoveryEnabled"].boolean == false {
      refusals.add(
        code, at: days, "a period of recovery needs `PointInTimeRecoveryEnabled: true`",
        help: "turn recovery on, or leave the period out")
    }
  }

  private static func checkEncryption(_ encryption: ValueView, _ refusals: inout Refusals) {
    let key = encryption["KMSMasterKeyId"]
    guard !key.isAbsent else { return }
    if encryption["SSEEnabled"].boolean == false {
      refusals.add(
        code, at: key, "a key is named, but encryption with keys is off",
        help: "write `SSEEnabled: true`, or leave the key out")
    } else if encryption["SSEType"].isAbsent {
      refusals.add(
        code, at: key, "a key needs `SSEType: KMS` beside it", help: "write `SSEType: KMS`")
    }
  }

  private static func checkTags(_ tags: ValueView, _ refusals: inout Refusals) {
    let all = tags.presentElements
    if all.count > Limits.tagsMax {
      refusals.add(
        code, at: tags, "a table has at most \(Limits.tagsMax) tags, and not \(all.count)",
        help: "have fewer of them")
    }
    var seen = Set<String>()
    for tag in all {
      guard let key = tag["Key"].string else { continue }
      if key.lowercased().hasPrefix("aws:") {
        refusals.add(
          code, at: tag["Key"], "tags that begin with `aws:` are AWS's own",
          help: "choose another key")
      } else if key.unicodeScalars.count > Limits.tagKeyLengthMax
        || (tag["Value"].string?.unicodeScalars.count ?? 0) > Limits.tagValueLengthMax
      {
        refusals.add(
          code, at: tag["Key"], "a tag is too long",
          help: "a key has at most \(Limits.tagKeyLengthMax) characters, a value "
            + "\(Limits.tagValueLengthMax)")
      } else if !seen.insert(key).inserted {
        refusals.add(
          code, at: tag["Key"], "tag `\(key)` is given twice", help: "leave one of them out")
      }
    }
  }

  /// Bounds and warm capacity are at least 1; a bound of -1 is none.
  private static func checkUnits(_ value: ValueView, _ refusals: inout Refusals) {
    for member in value.members {
      if ["OnDemandThroughput", "WarmThroughput"].contains(member.key) {
        for unit in member.value.members {
          guard let number = unit.value.integer, number < 1,
            !(member.key == "OnDemandThroughput" && number == -1)
          else { continue }
          refusals.add(
            code, at: unit.value, "`\(unit.key)` is at least 1, and not \(number)",
            help: "write 1 or more")
        }
      } else {
        for element in member.value.elements { checkUnits(element, &refusals) }
      }
    }
  }
}
