// `serve`: the simulator on a port, until it is told to stop.

import AWSNames
import Diagnostics

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
      let host = settings.value(.host), let account = settings.value(.account),
      let accessControl = settings.value(.iam).flatMap(ServeOptions.AccessControl.init)
    else {
      preconditionFailure("the table gives defaults and allows only such values")
    }
    let served = ServedTemplates(
      inputs.texts,
      SynthOptions(
        format: .json, tier: settings.value(.tier), environment: settings.value(.env),
        region: settings.value(.region), today: today(settings)), with: backend)
    try tell(served.reports, settings)
    let status = status(of: served.reports, failingOn: .error)
    guard status == .done else { return status }
    let options = ServeOptions(
      host: host, port: port, clock: clock, ttlLagMilliseconds: ttlLag.milliseconds,
      enforcesCapacity: settings.value(.capacity) == "enforce", seed: seed,
      data: settings.value(.data).map { surroundings.path($0) },
      buckets: settings.value(.s3).map { BucketFiles(root: surroundings.path($0)) },
      region: settings.value(.region) ?? served.region, account: account,
      parameters: try parameters(settings), accessControl: accessControl,
      context: try assignments(settings, .context, "key"))
    let isQuiet = settings.isGiven(.quiet)
    let terminal = terminal
    let end = backend.serve(
      served.texts, options,
      announce: { address in
        if !isQuiet { terminal.write(Array("listening on http://\(address)\n".utf8)) }
      },
      log: { text in
        if !isQuiet { terminal.write(Array("\(Terminal.shown(text))\n".utf8)) }
      },
      warn: { terminal.complain($0) })
    switch end {
    case .stopped: return .done
    case .misused(let fault):
      terminal.complain(fault.message, help: fault.help)
      return .usage
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
