// `explain`: the page of a code.

import Diagnostics

extension Command {
  func explain(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    guard let format = settings.value(.format).flatMap(PageFormat.init) else {
      preconditionFailure("the table gives a default and allows only these values")
    }
    let destination = settings.value(.output)
    let isOnTerminal = destination == nil || destination == "-"
    let wantsColor = try settings.isColored(surroundings.output, on: terminal)
    let known = try KnownCode.find(settings.operands[0], in: backend.allCodes())
    let isColored = isOnTerminal && format == .text && wantsColor
    guard let page = backend.page(of: known.code, as: format, colored: isColored) else {
      // Every code has a page; that this one has none is ours to mend.
      terminal.complain(
        "`\(known.code.id)` has no page; this is a bug of ours",
        help: "report it with the output of `ashlar --version`; in short: \(known.summary)")
      return .bug
    }
    return deliver(page, to: destination, isArtefact: !isOnTerminal)
  }
}

extension KnownCode {
  /// By id or slug, in capitals or not.
  static func find(_ name: String, in known: [KnownCode]) throws(UsageFault) -> KnownCode {
    let wanted = name.lowercased()
    if let found = known.first(where: {
      $0.code.id.lowercased() == wanted || $0.code.slug.lowercased() == wanted
    }) {
      return found
    }
    let near = Suggestion.nearest(to: name, among: known.flatMap { [$0.code.id, $0.code.slug] })
    throw UsageFault(
      "there is no code `\(name)`",
      help: near.map { "did you mean `\($0)`?" }
        ?? "a code is what stands in the brackets of a finding: `error[CODE]`")
  }
}
