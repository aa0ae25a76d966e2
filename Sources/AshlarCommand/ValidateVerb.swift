// `validate`: what is wrong in specs.

import Diagnostics

extension Command {
  func validate(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    let hidden = try hiddenCodes(settings)
    guard let format = settings.value(.format).flatMap(FindingsFormat.init),
      let bar = settings.value(.failOn).flatMap(Severity.init)
    else { preconditionFailure("the table gives both a default and allows only these values") }
    let destination = settings.value(.output)
    let isOnTerminal = destination == nil || destination == "-"
    // Color is for eyes: not for files, and not for the formats of tools.
    let wantsColor = try settings.isColored(surroundings.output, on: terminal)
    let isColored = isOnTerminal && format == .text && wantsColor
    // Text and annotations are for people, who ask for notes; files of tools hold everything.
    let showsNotes = settings.isGiven(.verbose) || bar == .note || [.json, .sarif].contains(format)
    let options = try validateOptions(settings, showsNotes: showsNotes)

    let inputs = InputFiles(settings.operands, in: surroundings)
    let readStatus = complain(about: inputs.faults)
    // Nothing read is not nothing found: no report may say so.
    guard !inputs.texts.isEmpty else { return readStatus }
    let reports = backend.validate(inputs.texts, options).map {
      InputReport(file: $0.file, sources: $0.sources, findings: $0.findings.hiding(hidden))
    }
    nameSource(ofEnvironment: settings, in: reports)
    let rendered = backend.render(
      reports, as: format,
      RenderOptions(
        isVerbose: settings.isGiven(.verbose), isQuiet: settings.isGiven(.quiet),
        isColored: isColored, bar: bar))
    let written = deliver(rendered, to: destination, isArtefact: !isOnTerminal)
    return status(of: reports, failingOn: bar).or(readStatus).or(written)
  }

  private func validateOptions(
    _ settings: Settings, showsNotes: Bool
  ) throws(UsageFault) -> ValidateOptions {
    ValidateOptions(
      tier: settings.value(.tier), environment: settings.value(.env),
      region: settings.value(.region), account: settings.value(.account) ?? "",
      parameters: try parameters(settings), today: today(settings), showsNotes: showsNotes)
  }

  /// What `--parameter` says, in the order given.
  func parameters(_ settings: Settings) throws(UsageFault) -> [ValidateOptions.Parameter] {
    try assignments(settings, .parameter, "parameter")
  }

  func assignments(
    _ settings: Settings, _ flag: FlagName, _ what: String
  ) throws(UsageFault) -> [ValidateOptions.Parameter] {
    var parameters: [ValidateOptions.Parameter] = []
    for assignment in settings.values(flag) {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if parameters.contains(where: { $0.name == name }) {
        throw UsageFault(
          "the \(what) `\(name)` is given twice", help: "write `\(flag.written) \(name)=…` once")
      }
      parameters.append(ValidateOptions.Parameter(name: name, value: String(parts[1])))
    }
    return parameters
  }

  /// The ids of what `--ignore` names. An error cannot be ignored, and a name that is none is no
  /// wish we could grant.
  private func hiddenCodes(_ settings: Settings) throws(UsageFault) -> Set<String> {
    let names = settings.values(.ignore)
    guard !names.isEmpty else { return [] }
    return Set(try KnownCode.hidden(by: names, in: backend.allCodes()).map(\.id))
  }
}

extension Command {
  /// A report points into the spec; who chose the environment elsewhere is told where.
  func nameSource(ofEnvironment settings: Settings, in reports: [InputReport]) {
    guard let project = settings.projectFile(setting: .env), let name = settings.value(.env),
      reports.contains(where: { report in
        report.findings.located.contains { $0.finding.code.id == "SPEC007" }
      })
    else { return }
    terminal.complain("the environment `\(name)` is chosen in `\(project)`")
  }
}

extension KnownCode {
  /// The codes that values of `--ignore` name, several with commas between them.
  static func hidden(by names: [String], in known: [KnownCode]) throws(UsageFault) -> [Code] {
    var hidden: [Code] = []
    for value in names {
      for part in value.split(separator: ",") {
        let name = part.filter { $0 != " " }
        if name.isEmpty { continue }
        let code = try find(name, in: known).code
        guard code.severity != .error else {
          throw UsageFault(
            "`\(name)` is an error, and errors are never hidden", help: "correct what it finds")
        }
        hidden.append(code)
      }
    }
    return hidden
  }
}
