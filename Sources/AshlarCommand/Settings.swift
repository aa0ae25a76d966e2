// What a verb goes by: a flag, else the project file, else the default of the table.

package struct Settings: Sendable {
  private let arguments: ParsedArguments
  private let declaration: VerbDeclaration
  private let project: ProjectFile?

  init(_ arguments: ParsedArguments, project: ProjectFile?) {
    self.arguments = arguments
    self.project = project
    declaration = ArgumentTable.declaration(of: arguments.verb)
  }

  package var verb: Verb { arguments.verb }

  package var operands: [String] { arguments.operands }

  /// A switch, or a flag on the command line whatever its value.
  package func isGiven(_ name: FlagName) -> Bool { arguments.flags[name] != nil }

  package func values(_ name: FlagName) -> [String] {
    if let given = arguments.flags[name] { return given }
    if let set = project?.values(of: name, for: verb) { return set }
    guard let flag = declaration.allFlags.first(where: { $0.name == name }) else { return [] }
    return flag.fallback.map { [$0] } ?? []
  }

  /// The name of the project file, where it is what sets the flag.
  func projectFile(setting name: FlagName) -> String? {
    guard arguments.flags[name] == nil, project?.values(of: name, for: verb) != nil else {
      return nil
    }
    return project?.name
  }

  package func value(_ name: FlagName) -> String? { values(name).last }

  func isColored(_ descriptor: Int32, on terminal: Terminal) throws(UsageFault) -> Bool {
    try terminal.isColored(
      descriptor, flag: arguments.flags[.color]?.last,
      project: project?.values(of: .color, for: verb)?.last)
  }
}
