// What is asked for: verbs, flags, formats, pages and schemas, and the wishes nobody can grant.

extension CommandCase {
  private static func usage(_ name: String, _ arguments: String, _ complaint: String)
    -> CommandCase
  {
    CommandCase(name, arguments, status: 64, errors: .beginning("ashlar: \(complaint)\n"))
  }

  static let refusals: [CommandCase] = [
    usage("no verb", "", "no verb given"),
    usage(
      "an unknown verb", "synht good.yml", "there is no verb `synht`\nhelp: did you mean `synth`?"),
    usage(
      "an unknown flag", "validate --fromat json good.yml",
      "`validate` has no flag `--fromat`\nhelp: did you mean `--format`?"),
    usage("no file", "validate", "`validate` needs a FILE"),
    usage(
      "an unknown format", "validate --format xml good.yml",
      "`--format`: `xml` is none of its values"),
    usage(
      "a bad date", "validate --today 2026-13-40 good.yml",
      "`--today`: `2026-13-40` is not a day of the calendar"),
    usage("an unknown code", "explain TABLE0012", "there is no code `TABLE0012`"),
    usage(
      "two codes", "explain TABLE012 TABLE005",
      "`explain` takes one CODE, and `TABLE005` is one too many"),
    usage(
      "a template without a pointer", "explain dist/good/good.template.json",
      "which value of `dist/good/good.template.json` is to be explained is not said"),
    usage(
      "no requests", "access",
      "`access` needs a FILE, or `--request FILE`\nhelp: FILE is a spec or a template, or holds"
        + " requests, one a line; `ashlar schema request` says what those are"),
    usage(
      "two specs to `access`", "access good.yml good.yml",
      "`access` takes one FILE, and `good.yml` is one too many"),
    usage(
      "two questions", "access good.yml --prove --request -",
      "`--prove` and `--request` are two questions"),
    CommandCase(
      "requests that are not there", "access --request none.jsonl", status: 66,
      errors: .beginning("ashlar: cannot read `none.jsonl`: no such file or directory\n")),
    usage("an unknown schema", "schema nope", "`schema` has no NAME `nope`"),
    usage(
      "a difference for machines", "review good.yml --format oscal --base good.yml",
      "`--format oscal` says what is, and not what changed"),
    CommandCase(
      "results of no checks", "review good.yml --format oscal-results", status: 64,
      errors: .holding("ashlar: under `commercial` no control is asked for")),
    usage("an unknown shell", "completions tcsh", "`completions` has no SHELL `tcsh`"),
    usage(
      "quiet and verbose", "validate -q -v good.yml",
      "`--quiet` and `--verbose` contradict each other"),
    usage(
      "an error to ignore", "validate --ignore SHAPE003 bad.yml",
      "`SHAPE003` is an error, and errors are never hidden"),
    usage(
      "an unknown code to ignore", "validate --ignore NOPE1 bad.yml", "there is no code `NOPE1`"),
    CommandCase(
      "an unknown environment", "validate --env nope good.yml", status: 1,
      output: .beginning("error[SPEC007]: no environment is called `nope`\n")),
  ]

  private static let warning = "warning[SHAPE012]: `tracing` has no effect\n"

  static let bars: [CommandCase] = [
    CommandCase("a warning", "validate doubtful.yml", status: 0, output: .beginning(warning)),
    CommandCase(
      "a warning that fails", "validate --fail-on warning doubtful.yml", status: 1,
      output: .beginning(warning)),
    CommandCase(
      "a warning that is ignored", "validate --fail-on warning --ignore SHAPE012 doubtful.yml",
      status: 0),
    CommandCase(
      "a warning that is ignored by its slug",
      "validate --fail-on warning --ignore setting-without-effect doubtful.yml", status: 0),
    CommandCase("a warning in quiet", "validate -q doubtful.yml", status: 0),
    CommandCase(
      "a warning that fails in quiet", "validate -q --fail-on warning doubtful.yml", status: 1,
      output: .beginning(warning)),
    CommandCase(
      "an error in quiet", "validate -q bad.yml doubtful.yml", status: 1,
      output: .holding("\n1 error in 1 of 2 files\n")),
    CommandCase(
      "a note", "validate given.yml", files: ["given.yml": unnamed], status: 0),
    CommandCase(
      "a note for who asks", "validate -v given.yml", files: ["given.yml": unnamed], status: 0,
      output: .beginning("note[SPEC002]")),
    CommandCase(
      "a note that fails", "validate --fail-on note given.yml", files: ["given.yml": unnamed],
      status: 1, output: .beginning("note[SPEC002]")),
  ]

  static let projects: [CommandCase] = [
    CommandCase(
      "an empty project file", "validate good.yml", files: ["ashlar.yml": []], status: 0),
    CommandCase(
      "a project file of comments", "validate good.yml",
      files: ["ashlar.yml": Specs.bytes("\n  # nothing yet\r\n# failOn: note\n")], status: 0),
    CommandCase(
      "an environment that the project chooses", "validate good.yml",
      files: ["ashlar.yml": Specs.bytes("env: nope\n")], status: 1,
      output: .beginning("error[SPEC007]"),
      errors: .exactly("ashlar: the environment `nope` is chosen in `ashlar.yml`\n")),
    CommandCase(
      "a code that the project cannot hide", "validate good.yml",
      files: ["ashlar.yml": Specs.bytes("ignore: [SPEC002, TABLE012]\n")], status: 64,
      errors: .beginning("ashlar: ashlar.yml:1:19: `ignore`: `TABLE012` is an error")),
  ]

  private static let unnamed = Specs.bytes(Specs.good.replacing("service: shop\n", with: ""))

  static let answers: [CommandCase] = [
    CommandCase("the version", "--version", status: 0, output: .beginning("ashlar 0.")),
    CommandCase("help", "--help", status: 0, output: .beginning("ashlar 0.")),
    CommandCase(
      "help of synth", "synth --help", status: 0, output: .beginning("Usage: ashlar synth ")),
    CommandCase(
      "help of validate", "validate --help", status: 0,
      output: .beginning("Usage: ashlar validate ")),
    CommandCase(
      "help of access", "access --help", status: 0,
      output: .beginning("Usage: ashlar access [FLAG...] [FILE]\n")),
    CommandCase(
      "the schema of an answer", "schema answer", status: 0,
      output: .holding("\"title\": \"Access answer\"")),
    CommandCase(
      "help of explain", "explain --help", status: 0, output: .beginning("Usage: ashlar explain ")),
    CommandCase(
      "help of schema", "schema -h", status: 0, output: .beginning("Usage: ashlar schema ")),
    CommandCase(
      "help of completions", "completions -h", status: 0,
      output: .beginning("Usage: ashlar completions ")),
    CommandCase(
      "a page by code", "explain table012", status: 0,
      output: .beginning("error[TABLE012]: local-index-without-sort-key\n")),
    CommandCase(
      "a page by what is copied", "explain error[TABLE012]", status: 0,
      output: .beginning("error[TABLE012]: local-index-without-sort-key\n")),
    CommandCase(
      "an environment below a misspelt key", "validate --env prod a.yml",
      files: ["a.yml": Array("service: a\nenvironment: {prod: {}}\ncomponents: []\n".utf8)],
      status: 1, output: .beginning("error[SHAPE001]: unknown key `environment`\n")),
    CommandCase(
      "a page whose example needs a flag", "explain SPEC007", status: 0,
      output: .holding("\nBad\n  With `--env staging`:\n\n    ")),
    CommandCase(
      "a page whose example is for synth", "explain --format json CFN002", status: 0,
      output: .holding("\"Found by `synth`:\\n\\n```yaml")),
    CommandCase(
      "a page by slug", "explain local-index-without-sort-key", status: 0,
      output: .beginning("error[TABLE012]: local-index-without-sort-key\n")),
  ]

  private static let colored = "\u{1B}["

  static let colors: [CommandCase] = [
    CommandCase(
      "no color away from a terminal", "validate bad.yml", status: 1, output: .beginning("error[")),
    CommandCase(
      "color on demand", "validate --color always bad.yml", status: 1, output: .beginning(colored)),
    CommandCase(
      "the flag before the variable", "validate --color always bad.yml",
      environment: ["NO_COLOR": "1"], status: 1, output: .beginning(colored)),
    CommandCase(
      "color by variable", "validate bad.yml", environment: ["ASHLAR_COLOR": "always"], status: 1,
      output: .beginning(colored)),
    CommandCase(
      "no color in a format of tools", "validate --color always --format github bad.yml", status: 1,
      output: .beginning("::error file=bad.yml,line=7,col=39,")),
  ]
}
