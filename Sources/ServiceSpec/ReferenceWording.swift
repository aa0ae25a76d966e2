// The words for references that cannot be resolved.

import AWSNames
import Diagnostics

struct ReferenceWording {
  let code: Code
  let message: String
  let help: String?

  static func malformed(
    _ fault: ReferenceFault, values: [String]
  ) -> ReferenceWording {
    let forms = "`${component.attribute}`, `${env:KEY}`, `${envIs:NAME}` or `${AWS::Region}`"
    switch fault {
    case .unclosed:
      return ReferenceWording(
        code: ReferenceCodes.malformed, message: "`${` is not closed",
        help: "close it with `}`, or write `$${` for the characters themselves")
    case .empty:
      return ReferenceWording(
        code: ReferenceCodes.malformed, message: "`${}` refers to nothing", help: "write \(forms)")
    case .unknownPseudoParameter(let name):
      let known = PseudoParameter.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: name, among: known)
      return ReferenceWording(
        code: ReferenceCodes.malformed,
        message: "`${\(name)}` is no pseudo-parameter of CloudFormation",
        help: nearest.map { "did you mean `${\($0)}`?" }
          ?? "known are " + known.map { "`\($0)`" }.joined(separator: ", "))
    case .malformed(let inner):
      return ReferenceWording(
        code: ReferenceCodes.malformed, message: "`${\(inner)}` is no reference",
        help: values.contains(inner)
          ? "did you mean `${env:\(inner)}`?"
          : "write \(forms); `$${\(inner)}` stands for the characters themselves")
    }
  }

  static func policyVariable(_ variable: String) -> ReferenceWording {
    let parts = variable.split(separator: ":", maxSplits: 1)
    let ours = ["env", "envIs"].first { $0.lowercased() == parts[0].lowercased() }
    return ReferenceWording(
      code: ReferenceCodes.policyVariable,
      message: "the policy variable `${\(variable)}` means nothing here",
      help: ours.flatMap { parts.count == 2 ? "did you mean `${\($0):\(parts[1])}`?" : nil }
        ?? "IAM variables may stand in policies and in a bind's `leadingKeys` only")
  }

  static func noEnvironment(_ key: String, _ declared: [String]) -> ReferenceWording {
    ReferenceWording(
      code: ReferenceCodes.noEnvironment,
      message: "`${env:\(key)}` needs an environment, and none is chosen",
      help: declared.isEmpty
        ? "declare one under `environments:` with `values: { \(key): … }`"
        : "choose one with `--env`: " + declared.map { "`\($0)`" }.joined(separator: ", "))
  }

  static func unknownValue(
    _ key: String, _ environment: String, _ known: [String]
  ) -> ReferenceWording {
    let nearest = Suggestion.nearest(to: key, among: known)
    return ReferenceWording(
      code: ReferenceCodes.unknownValue,
      message: "environment `\(environment)` has no value `\(key)`",
      help: nearest.map { "did you mean `${env:\($0)}`?" }
        ?? "add `\(key)` under `environments.\(environment).values`")
  }

  static func unknownEnvironment(_ name: String, _ declared: [String]) -> ReferenceWording {
    let nearest = Suggestion.nearest(to: name, among: declared)
    return ReferenceWording(
      code: ReferenceCodes.unknownEnvironment, message: "no environment is called `\(name)`",
      help: nearest.map { "did you mean `\($0)`?" }
        ?? (declared.isEmpty
          ? "declare it under `environments:`"
          : "the spec declares " + declared.map { "`\($0)`" }.joined(separator: ", ")))
  }
}
