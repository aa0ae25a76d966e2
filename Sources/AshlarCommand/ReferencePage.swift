// The reference of the command line as Markdown: `docs/reference/command-line.md`.

package enum ReferencePage {
  /// The whole file; generated from the table, so that it says what the command does.
  package static func render() -> String {
    var parts = [
      "# The command line",
      "<!-- Generated from `Sources/AshlarCommand/ArgumentTable.swift`. -->",
      "`ashlar VERB [FLAG...] ARGUMENT...`",
      list(Verb.allCases.map { "[`\($0.rawValue)`](#\($0.rawValue)): \(summary(of: $0))" }),
      conventions,
    ]
    parts += Verb.allCases.map { section(ArgumentTable.declaration(of: $0)) }
    parts += [
      "## Flags of every verb", table(ArgumentTable.everywhere, settable: true), environment,
      projectFile,
      statuses,
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func summary(of verb: Verb) -> String {
    ArgumentTable.declaration(of: verb).summary
  }

  private static let conventions = """
    A flag and its value are one word or two: `--format=json`, `--format json`. Short flags may \
    be bundled, the last may take a value: `-vo report.txt`. After `--` nothing is a flag. `-` is \
    standard input as an argument, and standard output after `-o`. A glob that the shell left \
    alone is expanded: `*`, `?`, `[a-z]`, and `**` for folders of any depth; what exists under \
    the very name is taken first, and a glob without a match is an error, as is a folder without \
    a spec. Hidden files are left out, and links to folders are not followed, unless they are \
    named. An input that is named twice is read once. Inputs hold up to 256 MiB.

    Findings of `validate`, pages, schemas and scripts go to standard output or `-o`, everything \
    else to standard error. What is written to a file is written whole or not at all.
    """

  private static func section(_ declaration: VerbDeclaration) -> String {
    let usage = HelpText.usage(of: declaration).dropFirst("Usage: ".count)
    return
      ([
        "## \(declaration.verb.rawValue)", "`\(usage)`",
        declaration.description.joined(separator: "\n\n"),
      ] + (declaration.operand.map { ["`\($0.placeholder)` is \($0.summary)."] } ?? []) + [
        table(declaration.flags, settable: declaration.readsProjectFile),
        "```sh\n\(declaration.examples.joined(separator: "\n"))\n```",
        "Exit status: "
          + declaration.statuses.map { String($0.rawValue) }.listed("or") + ".",
      ]).joined(separator: "\n\n")
  }

  private static func table(_ flags: [Flag], settable: Bool) -> String {
    let rows = flags.map { flag in
      "| `\(HelpText.spelling(of: flag, aligned: false))` | \(flag.explanation) "
        + "| \(settable ? project(flag) : "") |"
    }
    return (["| Flag | Does | In `ashlar.yml` |", "|---|---|---|"] + rows)
      .joined(separator: "\n")
  }

  private static func project(_ flag: Flag) -> String {
    switch flag.project {
    case .never: return ""
    case .section: return "`\(flag.name.projectKey)`, in the verb's section"
    case .everywhere: return "`\(flag.name.projectKey)`"
    }
  }

  private static let environment = """
    ## Environment variables

    They set how text looks, never what is in it. `--color` is stronger than they are, they are \
    stronger than `ashlar.yml`.

    - `ASHLAR_COLOR`: `auto`, `always` or `never`
    - `NO_COLOR`: anything but nothing means `never`
    - `TERM`: `dumb` means `never` where `auto` is to decide
    """

  private static let projectFile = """
    ## The project file

    `ashlar.yml`, in the working folder or the nearest folder above it, or what `--config` names, \
    gives flags their defaults for `synth` and `validate`. A flag on the command line replaces \
    what the file says; a verb's section replaces what stands at the top. Paths begin at the \
    file's folder. `ashlar schema project` is its JSON Schema.

    ```yaml
    env: prod
    region: us-east-1
    ignore: [retention-rounded-up]
    validate:
      failOn: warning
      format: github
    synth:
      output: build/templates
    ```
    """

  private static var statuses: String {
    let rows = ExitStatus.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
    return """
      ## Exit status

      | Status | Means |
      |---|---|
      \(rows.joined(separator: "\n"))

      Over several inputs the highest wins, 70 before all.
      """
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- " + $0 }.joined(separator: "\n")
  }
}
