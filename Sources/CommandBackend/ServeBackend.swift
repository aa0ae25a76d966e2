// `serve` behind the command line: tables, a clock, a port, and the wait for a signal.

package import AshlarCommand
import HTTPFront
import LocalService
import TableEngine
import TableWire
import VirtualTime

extension BuiltInBackend {
  package func serve(
    _ templates: [InputText], _ options: ServeOptions, announce: (String) -> Void
  ) -> ServeEnd {
    let address = ListeningAddress(host: options.host, port: options.port)
    guard address.isValid else {
      return .refused(
        ServeFault("`\(options.host)` is no IP address", help: "write one, such as `127.0.0.1`"))
    }
    let clock = options.clock == .real ? ServiceClock() : ServiceClock(virtualFrom: .virtualStart)
    let service: SimulatorService<ServeFault>
    do throws(ServeFault) {
      let setup = try EngineSetup(templates, options, clock)
      service = try SimulatorService(clock, seed: setup.settings.seed) { now throws(ServeFault) in
        try setup.engine(at: now)
      }
    } catch { return .refused(error) }
    // Before the threads begin, which inherit it.
    StopSignals.hold()
    let server: HTTPServer
    do throws(SocketFault) {
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
    return .stopped
  }
}
