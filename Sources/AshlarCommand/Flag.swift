// What a flag and its value are; the flags themselves are declared in the argument table.

import AWSNames
import Shapes

/// The long name, without its dashes.
package enum FlagName: String, CaseIterable, Sendable {
  case output, format, check, env, region, tier, today
  case failOn = "fail-on"
  case ignore, parameter, account, request, prove, base
  case port, host, clock
  case ttlLag = "ttl-lag"
  case seed, data, s3, iam, context, capacity
  case config, quiet, verbose, color, help, version

  /// As a person writes it.
  package var written: String { "--" + rawValue }

  /// The key of `ashlar.yml`: `failOn`.
  package var projectKey: String {
    let words = rawValue.split(separator: "-")
    return words.dropFirst().reduce(String(words[0])) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }
}

/// What follows a flag, and how it is checked before anything else is done.
package enum ValueForm: Equatable, Sendable {
  case choice([String])
  case text
  case file
  case folder
  /// A file to write, or `-`.
  case fileOrStream
  /// A folder to write, or `-`.
  case folderOrStream
  case date
  case region
  case account
  /// `NAME=VALUE`.
  case assignment
  /// 0 to 65535.
  case port
  /// ISO 8601 without years and months, which have no fixed length: `PT48H`.
  case duration
  /// The code of a finding, of whatever severity.
  case code
  /// Codes of findings that may be hidden, with commas between them.
  case codes

  /// Why a value will not do.
  package func fault(in value: String) -> (message: String, help: String)? {
    switch self {
    case .choice(let choices):
      if choices.contains(value) { return nil }
      return ("`\(value)` is none of its values", "write \(choices.listed("or"))")
    case .date: return fault { () throws(FormatFault) in _ = try CalendarDate(parsing: value) }
    case .region: return fault { () throws(FormatFault) in _ = try Region(parsing: value) }
    case .account:
      if value.utf8.count == 12, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        return nil
      }
      return ("`\(value)` is no account", "write the 12 digits of an AWS account")
    case .assignment:
      if let sign = value.firstIndex(of: "="), sign != value.startIndex { return nil }
      return ("`\(value)` gives no parameter a value", "write NAME=VALUE")
    case .port:
      if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), UInt16(value) != nil {
        return nil
      }
      return ("`\(value)` is no port", "write a number from 0 to 65535")
    case .duration:
      if ISODuration(value) != nil { return nil }
      return ("`\(value)` is no duration", "write one as ISO 8601 does: `PT48H`, `P9D`")
    case .text, .file, .folder, .fileOrStream, .folderOrStream, .code, .codes:
      return value.isEmpty ? ("its value is empty", "write a value, or leave it out") : nil
    }
  }

  /// What a flag says is held to what a spec may say.
  private func fault(
    _ parse: () throws(FormatFault) -> Void
  ) -> (message: String, help: String)? {
    do throws(FormatFault) {
      try parse()
      return nil
    } catch { return (error.message, error.help ?? "write another value") }
  }
}

/// Where `ashlar.yml` may set a flag.
package enum ProjectScope: Sendable {
  case never
  /// Its meaning differs from verb to verb: only in a verb's section.
  case section
  /// At the top for every verb that has it, or in a verb's section.
  case everywhere
}

package struct Flag: Sendable {
  package let name: FlagName
  package let short: Character?
  /// What stands for the value in usage lines; nil for a switch.
  package let placeholder: String?
  package let form: ValueForm?
  /// A clause: lower case, no full stop.
  package let summary: String
  /// What holds without the flag.
  package let fallback: String?
  package let isRepeatable: Bool
  package let project: ProjectScope

  /// A flag with a value.
  init(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, _ form: ValueForm,
    fallback: String? = nil, isRepeatable: Bool = false, project: ProjectScope = .never,
    _ summary: String
  ) {
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.form = form
    self.summary = summary
    self.fallback = fallback
    self.isRepeatable = isRepeatable
    self.project = project
  }

  /// A switch.
  init(_ name: FlagName, short: Character? = nil, _ summary: String) {
    self.name = name
    self.short = short
    self.summary = summary
    placeholder = nil
    form = nil
    fallback = nil
    isRepeatable = false
    project = .never
  }

  package var choices: [String] {
    if case .choice(let choices)? = form { return choices }
    return []
  }

  /// The summary with what the declaration knows besides.
  package var explanation: String {
    var text = summary
    if !choices.isEmpty { text += ": " + choices.listed("or") }
    if isRepeatable { text += "; may be repeated" }
    if let fallback { text += " (default: \(fallback))" }
    return text
  }
}

/// What a verb works on.
package struct Operand: Sendable {
  package let placeholder: String
  package let form: ValueForm
  package let isRepeatable: Bool
  package var isOptional = false
  package let summary: String
  /// Two words that may stand in its place, such as `FILE POINTER`.
  package var pair: String?

  /// How many of them a run takes at most; nil for any number.
  package var countMax: Int? { isRepeatable ? nil : pair == nil ? 1 : 2 }
}

extension [String] {
  /// `a, b or c`.
  package func listed(_ conjunction: String) -> String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + self[count - 1]
  }
}
