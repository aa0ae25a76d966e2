// `schema`: the JSON Schema of what we read and write.

extension Command {
  func schema(_ settings: Settings) -> ExitStatus {
    let name = settings.operands[0]
    // That of the project file is the argument table in another form, so it is made from it.
    guard let schema = name == "project" ? ProjectSchema.render() : backend.schema(named: name)
    else {
      terminal.complain(
        "the schema `\(name)` is missing; this is a bug of ours",
        help: "report it with the output of `ashlar --version`")
      return .bug
    }
    return deliver(schema, to: settings.value(.output), isArtefact: true)
  }
}
