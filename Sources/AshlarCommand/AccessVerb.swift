// `access`: who can do what in a stack, and what IAM policies say of requests.

import Diagnostics

extension Command {
  func access(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    guard let format = settings.value(.format).flatMap(PageFormat.init),
      let account = settings.value(.account)
    else { preconditionFailure("the table gives defaults and allows only such values") }
    let purpose: StackQuestion.Purpose
    do throws(ReadFault) { purpose = try accessPurpose(settings) } catch {
      return complain(about: [error])
    }
    let inputs = InputFiles(settings.operands, in: surroundings)
    let readStatus = complain(about: inputs.faults)
    guard readStatus == .done else { return readStatus }
    try demandFile(inputs.texts, settings)
    let name = inputs.texts.first?.name ?? ""
    let question = StackQuestion(
      purpose: purpose, file: inputs.texts.first, format: format,
      environment: settings.value(.env), tier: settings.value(.tier),
      region: settings.value(.region), account: account,
      parameters: try parameters(settings), today: today(settings),
      neighbours: { texts(called: $0, near: name) })
    switch backend.answer(question) {
    case .answered(let bytes, let isClean, let findings):
      try tell(findings, settings)
      let written = deliver(bytes, to: settings.value(.output), isArtefact: true)
      return written.or(isClean ? .done : .findings)
    case .rejected(let findings):
      try tell(findings, settings)
      return status(of: findings, failingOn: .error)
    case .unreadable(let fault):
      terminal.complain(fault.message, help: fault.help)
      return .unreadable
    }
  }

  /// Beside a template, and then where its spec may be.
  private func texts(called name: String, near template: String) -> [InputText] {
    var found: [InputText] = []
    do throws(ReadFault) {
      if OutputFolder.isInside(name),
        let text = try text(of: FilePath.join(FilePath.folder(of: template), name))
      {
        found.append(text)
      }
    } catch {
      // What cannot be read is as good as not there: nothing depends on it.
    }
    return found + specs(called: name, near: template)
  }

  private func accessPurpose(_ settings: Settings) throws(ReadFault) -> StackQuestion.Purpose {
    guard let name = settings.value(.request) else {
      return .matrix
    }
    return .requests(InputText(name: name, bytes: try read(requests: name)))
  }

  /// A matrix is of one stack. Requests may do without.
  private func demandFile(_ files: [InputText], _ settings: Settings) throws(UsageFault) {
    if files.count > 1 {
      throw UsageFault(
        "`access` takes one FILE, and `\(settings.operands[0])` means \(files.count)",
        help: "name one of them, such as `\(files[0].name)`")
    }
    guard files.isEmpty, settings.value(.request) == nil else { return }
    throw UsageFault(
      "`access` needs a FILE, or `--request FILE`",
      help: "FILE is a spec or a template, or holds requests, one a line;"
        + " `ashlar schema request` says what those are")
  }

  /// What the compiler found on the way, as `synth` says it.
  func tell(_ findings: [InputReport], _ settings: Settings) throws(UsageFault) {
    guard !findings.isEmpty else { return }
    let rendered = backend.render(
      findings, as: .text,
      RenderOptions(
        isVerbose: settings.isGiven(.verbose), isQuiet: settings.isGiven(.quiet),
        isColored: try settings.isColored(surroundings.errors, on: terminal)))
    terminal.write(rendered)
  }

  private func read(requests name: String) throws(ReadFault) -> [UInt8] {
    if name == "-" { return try FileReading.readStream(surroundings.input, named: name) }
    return try FileReading.read(surroundings.path(name), named: name)?.bytes ?? []
  }
}
