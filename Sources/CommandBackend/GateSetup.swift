// The gate of a server, from the templates whose tables it has.

import AccessGate
import AccessMatrix
import AshlarCommand
import Durability
import Simulation
import TableEngine
import VirtualTime

enum GateSetup {
  /// Nil where nobody asks for policies.
  static func gate(
    _ kept: KeptTables, _ options: ServeOptions, _ settings: EngineSettings,
    log: @escaping @Sendable (String) -> Void
  ) throws(ServeFault) -> StackGate? {
    let mode: StackGate.Mode
    switch options.accessControl {
    case .off: return nil
    case .report: mode = .report
    case .enforce: mode = .enforce
    }
    let known = TemplateOptions(
      region: settings.region, account: settings.account, partition: settings.partition,
      stack: "stack",
      parameters: Dictionary(
        kept.parameters.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) },
        uniquingKeysWith: { $1 }))
    let access: StackAccess
    do throws(LoadFault) {
      access = try StackAccess.read(
        kept.templates.map {
          StackTemplate(
            file: $0.name, bytes: $0.bytes, stack: StackNames.stack(of: $0.name))
        }, known)
    } catch { throw ServeFault(error.message, help: error.help) }
    return StackGate(
      access, mode, context: options.context.map { ($0.name, $0.value) }, log: log)
  }

  static func prepare(
    _ engine: Engine, for gate: StackGate?, at now: Instant
  ) throws(ServeFault) {
    do throws(EngineError) {
      try gate?.prepare(engine, at: now)
    } catch {
      throw ServeFault(
        "a resource policy cannot be put: \(error.message)",
        help: "DynamoDB would refuse it with the same words")
    }
  }
}
