// `serve` behind the command line: tables, a clock, a port, and the wait for a signal.

import AccessGate
package import AshlarCommand
import Compiler
import Durability
import HTTPFront
import HostSystem
import LocalService
import TableEngine
import TableWire
import VirtualTime

extension BuiltInBackend {
  package func isTemplate(_ text: InputText) -> Bool { TemplateText.isTemplate(text.bytes) }

  package func serve(
    _ templates: [InputText], _ options: ServeOptions, announce: (String) -> Void,
    log: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void
  ) -> ServeEnd {
    let address = ListeningAddress(host: options.host, port: options.port)
    guard address.isValid else {
      return .misused(
        ServeFault("`\(options.host)` is no IP address", help: "write one, such as `127.0.0.1`"))
    }
    let clock = options.clock == .real ? ServiceClock() : ServiceClock(virtualFrom: .virtualStart)
    let gate: StackGate?
    let service: SimulatorService<ServeFault>
    do throws(StartFault) {
      (service, gate) = try BuiltInBackend.service(
        templates, options, clock, log: log, warn: warn)
    } catch {
      switch error {
      case .refused(let fault): return .refused(fault)
      case .unavailable(let fault): return .unavailable(fault)
      }
    }
    // Before the threads begin, which inherit it.
    StopSignals.hold()
    let server: HTTPServer
    do throws(SystemFault) {
      server = try HTTPServer(at: address, handler: service)
    } catch {
      return .unavailable(
        ServeFault(
          "cannot listen at \(address.written): \(error.reason)",
          help: error.isTaken
            ? "another program has the port; take another, or any with `--port 0`"
            : "write an address of this machine, or leave `--host` out"))
    }
    announce(server.address.written)
    StopSignals.wait()
    server.stop()
    server.join()
    if options.accessControl == .report {
      for line in gate?.unusedGrants ?? [] { log("never used: \(line)") }
    }
    return .stopped
  }

  private static func service(
    _ templates: [InputText], _ options: ServeOptions, _ clock: ServiceClock,
    log: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void
  ) throws(StartFault) -> (SimulatorService<ServeFault>, StackGate?) {
    let tables = KeptTables(templates, options)
    if let path = options.data {
      return try KeptService(in: path, tables, options, clock, log: log, warn: warn).service()
    }
    do throws(ServeFault) {
      let setup = try EngineSetup(tables, EngineSettings(options, clock), options, log: log)
      let service = try SimulatorService(
        clock, seed: setup.settings.seed, gate: setup.gate
      ) { now throws(ServeFault) in
        try setup.engine(at: now)
      }
      return (service, setup.gate)
    } catch { throw .refused(error) }
  }
}
