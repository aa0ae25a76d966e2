// `access`: what IAM policies say of requests.

extension Command {
  func access(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    guard let name = settings.value(.request) else {
      throw UsageFault(
        "`access` needs `--request FILE`",
        help: "FILE holds requests, one a line; `ashlar schema request` says what they are")
    }
    let requests: InputText
    do throws(ReadFault) {
      let bytes = try read(requests: name)
      requests = InputText(name: name, bytes: bytes)
    } catch { return complain(about: [error]) }
    let answers = backend.answer(requests)
    let written = deliver(answers.bytes, to: settings.value(.output), isArtefact: true)
    return written.or(answers.isComplete ? .done : .findings)
  }

  private func read(requests name: String) throws(ReadFault) -> [UInt8] {
    if name == "-" { return try FileReading.readStream(surroundings.input, named: name) }
    return try FileReading.read(surroundings.path(name), named: name)?.bytes ?? []
  }
}
