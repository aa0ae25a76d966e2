// `explain`: the page of a code, or the origin of a value.

import Diagnostics

extension Command {
  func explain(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    guard let format = settings.value(.format).flatMap(PageFormat.init) else {
      preconditionFailure("the table gives a default and allows only these values")
    }
    let destination = settings.value(.output)
    let isOnTerminal = destination == nil || destination == "-"
    let wantsColor = try settings.isColored(surroundings.output, on: terminal)
    if settings.operands.count > 1 {
      return try explainValue(
        settings, as: format, isColored: isOnTerminal && format == .text && wantsColor)
    }
    let codes = backend.allCodes()
    if let matches = KnownCode.partial(settings.operands[0], in: codes) {
      list(matches, holding: settings.operands[0])
      return .usage
    }
    try demandNoFile(settings.operands[0])
    let known = try KnownCode.find(settings.operands[0], in: codes)
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

  /// A template alone: which of its values is asked about, only a pointer says.
  private func demandNoFile(_ name: String) throws(UsageFault) {
    guard [".json", ".yaml", ".yml", ".template"].contains(where: name.hasSuffix) else { return }
    throw UsageFault(
      "which value of `\(name)` is to be explained is not said",
      help: "write `ashlar explain \(name) /Resources`, or whatever pointer leads to it")
  }

  private func list(_ codes: [KnownCode], holding part: String) {
    terminal.complain(
      "there is no code `\(part)`",
      help: codes.count == 1 ? "this one holds it:" : "these \(codes.count) hold it:")
    let lines = codes.map { "  \($0.code.id) \($0.code.slug): \($0.summary)\n" }
    terminal.write(Array(lines.joined().utf8))
  }
}

extension KnownCode {
  /// Those whose id or slug holds a text; nil when it is a whole name, or no part of any.
  fileprivate static func partial(_ text: String, in known: [KnownCode]) -> [KnownCode]? {
    let wanted = unwrapped(text).lowercased()
    if wanted.isEmpty || known.contains(where: { $0.isCalled(wanted) }) { return nil }
    let matches = known.filter {
      $0.code.id.lowercased().contains(wanted) || $0.code.slug.contains(wanted)
    }
    return matches.isEmpty ? nil : matches
  }

  private func isCalled(_ lowercase: String) -> Bool {
    code.id.lowercased() == lowercase || code.slug == lowercase
  }

  /// What stands in the brackets of `error[CODE]`, as it is copied from a finding.
  private static func unwrapped(_ name: String) -> String {
    guard let open = name.firstIndex(of: "["),
      let close = name[open...].firstIndex(of: "]")
    else { return name }
    return String(name[name.index(after: open)..<close])
  }

  /// By id or slug, in capitals or not.
  static func find(_ name: String, in known: [KnownCode]) throws(UsageFault) -> KnownCode {
    let wanted = unwrapped(name).lowercased()
    if let found = known.first(where: { $0.isCalled(wanted) }) { return found }
    let near = Suggestion.nearest(to: name, among: known.flatMap { [$0.code.id, $0.code.slug] })
    throw UsageFault(
      "there is no code `\(name)`",
      help: near.map { "did you mean `\($0)`?" }
        ?? "a code is what stands in the brackets of a finding: `error[CODE]`")
  }
}
