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
    var delivery = delivery(settings)
    var reports: [InputReport] = []
    var areGood = readStatus == .done
    backend.synthesize(
      inputs.texts,
      SynthOptions(
        format: format, tier: settings.value(.tier), environment: settings.value(.env),
        region: settings.value(.region), today: today(settings))
    ) { report, stack in
      reports.append(report)
      areGood = areGood && status(of: [report], failingOn: .error) == .done
      if areGood, let stack { delivery.take(stack) }
    }
    nameSource(ofEnvironment: settings, in: reports)
    terminal.write(
      backend.render(
        reports, as: .text,
        RenderOptions(
          isVerbose: settings.isGiven(.verbose), isQuiet: settings.isGiven(.quiet),
          isColored: isColored)))
    // A run that failed in one input leaves everything as it was.
    guard areGood else {
      delivery.abandon()
      return status(of: reports, failingOn: .error).or(readStatus)
    }
    return try deliver(&delivery, settings)
  }

  private func delivery(_ settings: Settings) -> StackDelivery {
    let name = settings.value(.check) ?? settings.value(.output) ?? "dist"
    return StackDelivery(
      settings.isGiven(.check) ? .comparison : name == "-" ? .stream : .folder,
      in: OutputFolder(surroundings.path(name), named: name), listedBy: backend.files)
  }

  private func deliver(
    _ delivery: inout StackDelivery, _ settings: Settings
  ) throws(UsageFault) -> ExitStatus {
    if let name = delivery.repeatedName {
      delivery.abandon()
      throw UsageFault(
        "two of the specs make the stack `\(name)`",
        help: "give each its own `service:`, or synthesize them into folders of their own")
    }
    if let folder = settings.value(.check) { return check(delivery, against: folder) }
    let name = settings.value(.output) ?? "dist"
    if name == "-" { return try printTemplate(of: delivery.templates) }
    return write(&delivery, to: name, settings)
  }

  private func printTemplate(of templates: [[UInt8]]) throws(UsageFault) -> ExitStatus {
    guard templates.count <= 1 else {
      throw UsageFault(
        "\(templates.count) templates do not fit standard output",
        help: "write them to a folder: `-o DIR`")
    }
    return deliver(templates.first ?? [], to: nil, isArtefact: true)
  }

  private func write(
    _ delivery: inout StackDelivery, to name: String, _ settings: Settings
  ) -> ExitStatus {
    if delivery.fault == nil { delivery.finish() }
    if let fault = delivery.fault {
      delivery.abandon()
      // What stands in the way of the output is the output's fault.
      switch fault {
      case .unreadable(let fault): terminal.complain(fault.message, help: fault.help)
      case .unwritten(let fault): terminal.complain(fault.message, help: "nothing was changed")
      }
      return .unwritable
    }
    if settings.isGiven(.verbose) {
      let count = delivery.changeCount
      terminal.complain(
        count == 0
          ? "`\(name)` is up to date"
          : "changed \(count == 1 ? "1 file" : "\(count) files") in `\(name)`")
    }
    return .done
  }

  private func check(_ delivery: StackDelivery, against name: String) -> ExitStatus {
    if case .unreadable(let fault)? = delivery.fault { return complain(about: [fault]) }
    let changes = delivery.changes.sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
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
