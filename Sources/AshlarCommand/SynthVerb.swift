// `synth`: from specs to the folders of stacks, to one template on standard output, or, with
// `--check`, to what differs.

import Diagnostics

extension Command {
  func synth(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    if settings.isGiven(.check), settings.isGiven(.output) {
      throw UsageFault(
        "`--check` writes nothing, and `--output` says where to write", help: "write one of them")
    }
    guard let format = settings.value(.format).flatMap(SynthOptions.TemplateFormat.init) else {
      preconditionFailure("the table gives a default and allows only these values")
    }
    let isColored = try settings.isColored(surroundings.errors, on: terminal)
    let inputs = InputFiles(settings.operands, in: surroundings)
    let readStatus = complain(about: inputs.faults)
    guard !inputs.texts.isEmpty else { return readStatus }
    let outcome = backend.synthesize(
      inputs.texts,
      SynthOptions(
        format: format, tier: settings.value(.tier), environment: settings.value(.env),
        region: settings.value(.region), today: today(settings)))
    nameSource(ofEnvironment: settings, in: outcome.reports)
    terminal.write(
      backend.render(
        outcome.reports, as: .text,
        RenderOptions(
          isVerbose: settings.isGiven(.verbose), isQuiet: settings.isGiven(.quiet),
          isColored: isColored)))
    let status = status(of: outcome.reports, failingOn: .error).or(readStatus)
    // A run that failed in one input leaves everything as it was.
    guard status == .done else { return status }
    try demandDifferentStacks(outcome)
    if let folder = settings.value(.check) { return check(outcome.stacks, against: folder) }
    let destination = settings.value(.output) ?? "dist"
    if destination == "-" { return try printTemplate(of: outcome.stacks) }
    return write(outcome.stacks, to: destination, settings)
  }

  /// One folder holds one stack: the second spec would overwrite the first.
  private func demandDifferentStacks(_ outcome: SynthOutcome) throws(UsageFault) {
    var names = Set<String>()
    for stack in outcome.stacks where !names.insert(stack.name).inserted {
      throw UsageFault(
        "two of the specs make the stack `\(stack.name)`",
        help: "give each its own `service:`, or synthesize them into folders of their own")
    }
  }

  private func printTemplate(of stacks: [SynthesizedStack]) throws(UsageFault) -> ExitStatus {
    let templates = stacks.flatMap { $0.files.filter(\.isTemplate) }
    guard templates.count <= 1 else {
      throw UsageFault(
        "\(templates.count) templates do not fit standard output",
        help: "write them to a folder: `-o DIR`")
    }
    return deliver(templates.first?.bytes ?? [], to: nil, isArtefact: true)
  }

  private func write(_ stacks: [SynthesizedStack], to name: String, _ settings: Settings)
    -> ExitStatus
  {
    var folder = OutputFolder(surroundings.path(name), named: name)
    let changes: [OutputFolder.Change]
    do throws(ReadFault) {
      changes = try folder.changes(for: stacks, listedBy: backend.files)
    } catch {
      // What stands in the way of the output is the output's fault.
      terminal.complain(error.message, help: error.help)
      return .unwritable
    }
    do throws(WriteFault) {
      try folder.apply(changes)
    } catch {
      terminal.complain(error.message, help: "nothing was changed")
      return .unwritable
    }
    if settings.isGiven(.verbose) {
      let files = changes.count == 1 ? "1 file" : "\(changes.count) files"
      terminal.complain(
        changes.isEmpty ? "`\(name)` is up to date" : "changed \(files) in `\(name)`")
    }
    return .done
  }

  private func check(_ stacks: [SynthesizedStack], against name: String) -> ExitStatus {
    let folder = OutputFolder(surroundings.path(name), named: name)
    let changes: [OutputFolder.Change]
    do throws(ReadFault) {
      changes = try folder.changes(for: stacks, listedBy: backend.files)
    } catch {
      return complain(about: [error])
    }
    if changes.isEmpty { return .done }
    var text = ""
    for change in changes {
      let path = Terminal.shown(FilePath.join(name, change.path))
      switch change.kind {
      case .missing: text += "missing: \(path)\n"
      case .stale: text += "no longer made: \(path)\n"
      case .different:
        text += LineDifference.render(
          change.old, change.new, oldName: path, newName: "\(path) (as synthesized now)")
      }
    }
    let written = print(text)
    let files = changes.count == 1 ? "1 file differs" : "\(changes.count) files differ"
    terminal.complain(
      "`\(name)` is not what the specs make: \(files)",
      help: "run the same command with `-o \(name)` instead of `--check \(name)`")
    return ExitStatus.findings.or(written)
  }
}
