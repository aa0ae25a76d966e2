// One run of `ashlar`: from what the process was given to its exit status.

import AWSNames
import Diagnostics
import HostSystem

package struct Command: Sendable {
  let surroundings: Surroundings
  let backend: any CommandBackend

  package init(_ surroundings: Surroundings, backend: any CommandBackend) {
    self.surroundings = surroundings
    self.backend = backend
  }

  /// The whole program: its status is for `exit`.
  package static func runProcess(with backend: any CommandBackend) -> Int32 {
    SystemCalls.ignoreBrokenPipes()
    SystemCalls.holdStandardStreams()
    return Command(.ofProcess(), backend: backend).run().rawValue
  }

  var terminal: Terminal { Terminal(surroundings) }

  package func run() -> ExitStatus {
    // Asked by scripts before anything else: answered before the table of flags is built.
    if surroundings.arguments == ["--version"] { return printVersion() }
    do throws(UsageFault) {
      switch try ArgumentParser.parse(surroundings.arguments) {
      case .version: return printVersion()
      case .help(let verb): return print(HelpText.render(verb))
      case .run(let arguments): return try run(arguments)
      }
    } catch {
      terminal.complain(error.message, help: error.help)
      return .usage
    }
  }

  private func printVersion() -> ExitStatus { print("ashlar \(Version.current)\n") }

  private func run(_ arguments: ParsedArguments) throws(UsageFault) -> ExitStatus {
    let project = projectFile(for: arguments)
    guard project.status == .done else { return project.status }
    let settings = Settings(arguments, project: project.file)
    switch settings.verb {
    case .synth: return try synth(settings)
    case .validate: return try validate(settings)
    case .review: return try review(settings)
    case .access: return try access(settings)
    case .serve: return try serve(settings)
    case .explain: return try explain(settings)
    case .schema: return schema(settings)
    case .completions: return completions(settings)
    }
  }
}

// MARK: - The project file

extension Command {
  /// Verbs that take nothing from it are not stopped by a broken one, unless they are sent there.
  private func projectFile(for arguments: ParsedArguments)
    -> (file: ProjectFile?, status: ExitStatus)
  {
    let named = arguments.flags[.config]?.last
    guard named != nil || ArgumentTable.declaration(of: arguments.verb).readsProjectFile else {
      return (nil, .done)
    }
    let text: InputText?
    do throws(ReadFault) {
      if let named {
        text = try ProjectFile.read(named, in: surroundings)
      } else {
        let found = try ProjectFile.find(in: surroundings)
        text = found.text
        if let overlooked = found.overlooked, arguments.flags[.quiet] == nil {
          terminal.complain(
            "warning: `\(overlooked)` is not read",
            help: "the project file is called `\(ProjectFile.usualName)`")
        }
      }
    } catch {
      return (nil, complain(about: [error]))
    }
    guard let text else { return (nil, .done) }
    do throws(ProjectFile.Rejection) {
      let folder = FilePath.folder(of: text.name)
      return (try ProjectFile(text, folder: folder, backend: backend), .done)
    } catch {
      for fault in error.faults { terminal.complain(fault.message, help: fault.help) }
      return (nil, .usage)
    }
  }
}

// MARK: - Writing

extension Command {
  /// Text that was asked for. Who stops reading it has read enough.
  func print(_ text: String) -> ExitStatus {
    deliver(Array(text.utf8), to: nil, isArtefact: false)
  }

  /// To a file, or to standard output for nil and `-`. A reader who goes away before the end is
  /// left in peace, but has not got the artefact.
  func deliver(_ bytes: [UInt8], to destination: String?, isArtefact: Bool) -> ExitStatus {
    do throws(WriteFault) {
      if let destination, destination != "-" {
        try Output.writeFile(bytes, at: surroundings.path(destination), named: destination)
      } else {
        try Output.writeStream(bytes, to: surroundings.output)
      }
      return .done
    } catch {
      if error.fault.isBrokenPipe { return isArtefact ? .unwritable : .done }
      terminal.complain(error.message)
      return .unwritable
    }
  }

  func complain(about faults: [ReadFault]) -> ExitStatus {
    for fault in faults { terminal.complain(fault.message, help: fault.help) }
    return faults.isEmpty ? .done : .unreadable
  }

  /// What findings mean for the run.
  func status(of reports: [InputReport], failingOn bar: Severity) -> ExitStatus {
    var status = ExitStatus.done
    for report in reports {
      // What was not kept was not looked at: too many to count is too many to pass.
      if report.findings.droppedCount > 0 { status = status.or(.findings) }
      for found in report.findings.located {
        let code = found.finding.code
        if code.id.hasPrefix("BUG") { return .bug }
        if code.severity >= bar { status = status.or(.findings) }
      }
    }
    return status
  }

  func today(_ settings: Settings) -> CalendarDate {
    settings.value(.today).flatMap(CalendarDate.init(valid:))
      ?? CalendarDate(secondsSinceEpoch: surroundings.secondsSinceEpoch())
  }
}
