// What formats said of texts: in one service the same key, topic or schedule is named many times.

struct FormatVerdicts {
  /// A service that names more different things of one kind than this asks again.
  private static let countMax = 4_096

  /// By format, which are few, and by text.
  private var verdicts: [OfFormat] = []

  private struct OfFormat: Sendable {
    let format: UInt32
    var byText: [String: FormatFault?] = [:]
  }

  mutating func fault(
    _ text: String, _ name: TableRange, _ schema: Schema, _ formats: [Format]
  ) -> FormatFault? {
    let place = verdicts.firstIndex { $0.format == name.start } ?? verdicts.count
    if place == verdicts.count { verdicts.append(OfFormat(format: name.start)) }
    if let verdict = verdicts[place].byText[text] { return verdict }
    let word = schema.bytes[name.indices]
    let fault = formats.first { word.elementsEqual($0.name.utf8) }?.check(text)
    if verdicts[place].byText.count < FormatVerdicts.countMax {
      verdicts[place].byText[text] = .some(fault)
    }
    return fault
  }
}
