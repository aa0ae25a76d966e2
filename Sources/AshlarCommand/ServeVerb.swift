// `serve`: the simulator on a port, until it is told to stop.

import AWSNames

extension Command {
  func serve(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    let inputs = InputFiles(settings.operands, in: surroundings)
    let readStatus = complain(about: inputs.faults)
    guard readStatus == .done else { return readStatus }
    var seed: InputText?
    if let name = settings.value(.seed) {
      do throws(ReadFault) { seed = try readSeed(name) } catch { return complain(about: [error]) }
    }
    guard let port = settings.value(.port).flatMap({ UInt16($0) }),
      let clock = settings.value(.clock).flatMap(ServeOptions.Clock.init),
      let ttlLag = settings.value(.ttlLag).flatMap({ ISODuration($0) }),
      let host = settings.value(.host), let account = settings.value(.account)
    else {
      preconditionFailure("the table gives defaults and allows only such values")
    }
    let options = ServeOptions(
      host: host, port: port, clock: clock, ttlLagMilliseconds: ttlLag.milliseconds, seed: seed,
      data: settings.value(.data).map { surroundings.path($0) },
      region: settings.value(.region), account: account,
      parameters: try parameters(settings))
    let isQuiet = settings.isGiven(.quiet)
    let terminal = terminal
    let end = backend.serve(inputs.texts, options, report: { terminal.complain($0) }) { address in
      if !isQuiet { terminal.write(Array("listening on http://\(address)\n".utf8)) }
    }
    switch end {
    case .stopped: return .done
    case .refused(let fault):
      terminal.complain(fault.message, help: fault.help)
      return .unreadable
    case .unavailable(let fault):
      terminal.complain(fault.message, help: fault.help)
      return .unavailable
    }
  }

  private func readSeed(_ name: String) throws(ReadFault) -> InputText {
    InputText(
      name: name, bytes: try FileReading.read(surroundings.path(name), named: name)?.bytes ?? [])
  }
}
