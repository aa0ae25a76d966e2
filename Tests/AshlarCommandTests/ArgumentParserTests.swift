// Argument vectors: what is read, and what is said about what cannot be.

import AshlarCommand
import Testing

struct ArgumentParserTests {
  @Test(
    "arguments are read in every spelling",
    arguments: [
      (["validate", "a"], [], ["a"]),
      (["validate", "--format", "json", "a"], ["format=json"], ["a"]),
      (["validate", "--format=json", "a", "b"], ["format=json"], ["a", "b"]),
      (["validate", "a", "-qo", "out"], ["output=out", "quiet"], ["a"]),
      (["validate", "-oout", "-v", "a"], ["output=out", "verbose"], ["a"]),
      (["validate", "-o=out", "a"], ["output=out"], ["a"]),
      (["validate", "-o", "-", "-"], ["output=-"], ["-"]),
      (["-q", "--color=never", "validate", "a"], ["color=never", "quiet"], ["a"]),
      (["validate", "--", "--format", "-x"], [], ["--format", "-x"]),
      (["validate", "--env=--prod", "a"], ["env=--prod"], ["a"]),
      (["validate", "--ignore", "A,B", "--ignore=C", "a"], ["ignore=A,B+C"], ["a"]),
      (
        ["synth", "a", "--check", "dist", "--tier", "fedramp-high"],
        ["check=dist", "tier=fedramp-high"], ["a"]
      ),
    ] as [([String], [String], [String])])
  func reading(arguments: [String], flags: [String], operands: [String]) throws {
    guard case .run(let parsed) = try ArgumentParser.parse(arguments) else {
      Issue.record("no run")
      return
    }
    let written = parsed.flags.entries.map { flag in
      flag.values.isEmpty
        ? flag.name.rawValue : flag.name.rawValue + "=" + flag.values.joined(separator: "+")
    }
    #expect(written.sorted() == flags)
    #expect(parsed.operands == operands)
  }

  @Test(
    "help and version stop the reading",
    arguments: [
      (["--help"], .help(nil)), (["-h", "nonsense"], .help(nil)),
      (["validate", "-h"], .help(.validate)),
      (["-v", "synth", "--help", "--bogus"], .help(.synth)),
      (["--version"], .version), (["explain", "--version"], .version),
      (["validate", "-qh"], .help(.validate)),
    ] as [([String], Request)])
  func stopping(arguments: [String], request: Request) throws {
    #expect(try ArgumentParser.parse(arguments) == request)
  }

  @Test(
    "a wrong command line is one line and a way out",
    arguments: [
      (
        [], "no verb given",
        "the verbs are synth, validate, review, access, serve, explain, schema and completions; "
          + "`ashlar --help` says more"
      ),
      (["valdate"], "there is no verb `valdate`", "did you mean `validate`?"),
      (
        ["deploy"], "there is no verb `deploy`",
        "the verbs are synth, validate, review, access, serve, explain, schema and completions; "
          + "`ashlar --help` says more"
      ),
      (["--colour", "x"], "there is no flag `--colour`", "did you mean `--color`?"),
      (
        ["--format", "json", "validate"], "`--format` stands before the verb",
        "write it after `synth`, `validate`, `review`, `access` or `explain`"
      ),
      (
        ["validate"], "`validate` needs a FILE",
        "FILE is a spec, a folder (every service.yml and *.service.yml below it), a glob, or - for"
          + " standard input"
      ),
      (
        ["validate", ""], "a FILE is empty",
        "is a variable unset? FILE is a spec, a folder (every service.yml and *.service.yml below"
          + " it), a glob, or - for standard input"
      ),
      (
        ["validate", "--formt", "json", "a"], "`validate` has no flag `--formt`",
        "did you mean `--format`?"
      ),
      (
        ["validate", "--form", "json", "a"], "`validate` has no flag `--form`",
        "did you mean `--format`?"
      ),
      (
        ["validate", "--xyzzy", "a"], "`validate` has no flag `--xyzzy`",
        "`ashlar validate --help` lists its flags"
      ),
      (
        ["validate", "-x", "a"], "`validate` has no flag `-x`",
        "`ashlar validate --help` lists its flags"
      ),
      (
        ["validate", "-format", "json"], "there is no flag `-format`",
        "a long flag has two dashes: `--format`"
      ),
      (
        ["synth", "--fail-on", "note", "a"], "`synth` has no flag `--fail-on`",
        "`--fail-on` belongs to `validate`"
      ),
      (["validate", "a", "--env"], "`--env` needs a value", "write `--env NAME`"),
      (["validate", "a", "--env", "--region", "x"], "`--env` needs a value", "write `--env NAME`"),
      (["validate", "a", "-o"], "`-o` needs a value", "write `-o FILE`"),
      (
        ["validate", "a", "--env="], "`--env`: its value is empty", "write a value, or leave it out"
      ),
      (
        ["validate", "a", "--format"], "`--format` needs a value",
        "write text, json, sarif, junit or github after it"
      ),
      (
        ["validate", "a", "--format", "jsn"], "`--format`: `jsn` is none of its values",
        "did you mean `json`? Its values are text, json, sarif, junit and github"
      ),
      (
        ["validate", "a", "--fail-on", "never"], "`--fail-on`: `never` is none of its values",
        "write error, warning or note"
      ),
      (
        ["validate", "a", "--tier", "moderate"], "`--tier`: `moderate` is none of its values",
        "write commercial, fedramp-moderate or fedramp-high"
      ),
      (
        ["validate", "a", "--format=json", "--format=text"], "`--format` is given twice",
        "write it once"
      ),
      (["validate", "a", "-q", "--quiet"], "`--quiet` is given twice", "write it once"),
      (
        ["validate", "a", "-q", "-v"], "`--quiet` and `--verbose` contradict each other",
        "write one of them"
      ),
      (["validate", "a", "--quiet=yes"], "`--quiet` takes no value", "write `--quiet` alone"),
      (["validate", "a", "-q=yes"], "`-q` takes no value", "write `-q` alone"),
      (
        ["validate", "a", "--today", "2027-02-29"],
        "`--today`: `2027-02-29` is not a day of the calendar",
        "write year, month and day, such as `2027-01-31`"
      ),
      (
        ["validate", "a", "--today", "tomorrow"], "`--today`: `tomorrow` is not a date",
        "write year, month and day, such as `2027-01-31`"
      ),
      (
        ["validate", "a", "--account", "12345"], "`--account`: `12345` is no account",
        "write the 12 digits of an AWS account"
      ),
      (
        ["validate", "a", "--parameter", "=x"], "`--parameter`: `=x` gives no parameter a value",
        "write NAME=VALUE"
      ),
      (["help"], "there is no verb `help`", "write `ashlar --help`"),
      (["help", "synth"], "there is no verb `help`", "write `ashlar synth --help`"),
      (["version"], "there is no verb `version`", "write `ashlar --version`"),
      (
        ["explain", "A", "B"], "`explain` takes one CODE, and `B` is one too many",
        "write `ashlar explain A`"
      ),
      (
        ["schema", "specs"], "`schema` has no NAME `specs`",
        "did you mean `spec`? write spec, project, findings, request, answer, matrix or proof"
      ),
      (
        ["completions", "csh"], "`completions` has no SHELL `csh`",
        "did you mean `zsh`? write bash, zsh or fish"
      ),
    ] as [([String], String, String)])
  func complaining(arguments: [String], message: String, help: String) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.errors == "ashlar: \(message)\nhelp: \(help)\n")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
  }

  @Test("a name cannot move the cursor or begin a line")
  func hostileName() throws {
    let outcome = try Workplace().run(["\u{1B}[2Jno\nverb"])
    #expect(outcome.errors.hasPrefix("ashlar: there is no verb `\u{FFFD}[2Jno\u{FFFD}verb`\n"))
  }
}
