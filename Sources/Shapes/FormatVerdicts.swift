// What formats said of texts: in one service the same key, topic or schedule is named many times.

struct FormatVerdicts {
  private struct Question: Hashable {
    let format: UInt32
    let text: String
  }

  /// A service that names more different things than this asks again.
  private static let countMax = 4_096

  private var verdicts: [Question: FormatFault?] = [:]

  mutating func fault(
    _ text: String, _ name: TableRange, _ schema: Schema, _ formats: [Format]
  ) -> FormatFault? {
    let question = Question(format: name.start, text: text)
    if let verdict = verdicts[question] { return verdict }
    let word = schema.bytes[name.indices]
    let fault = formats.first { word.elementsEqual($0.name.utf8) }?.check(text)
    if verdicts.count < FormatVerdicts.countMax { verdicts[question] = .some(fault) }
    return fault
  }
}
