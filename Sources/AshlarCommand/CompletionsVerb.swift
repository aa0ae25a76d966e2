// `completions`: scripts that teach a shell our verbs and flags.

import Diagnostics

extension Command {
  func completions(_ settings: Settings) -> ExitStatus {
    guard let shell = Completions.Shell(rawValue: settings.operands[0]) else {
      preconditionFailure("the table allows only these shells")
    }
    let script = Completions.render(for: shell, codes: CodeWords(backend.allCodes().map(\.code)))
    return deliver(Array(script.utf8), to: settings.value(.output), isArtefact: true)
  }
}
