// `ashlar.yml`: where it is found, what it sets, and what is wrong with it.

import AshlarCommand
import Foundation
import Testing

struct ProjectFileTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.write("note\nwarning\n", to: "inner/deep/a.yml")
  }

  private func run(_ arguments: [String]) throws -> Workplace.Outcome {
    try workplace.run(
      arguments, in: workplace.file("inner/deep"),
      backend: FakeBackend(stacks: [
        SynthesizedStack(
          name: "app",
          files: [SynthesizedFile(path: "a.json", bytes: [0x61], isTemplate: true)])
      ]))
  }

  @Test(
    "flag before section before top before default",
    arguments: [
      ("", [], 0, ""),
      ("failOn: warning", [], 1, ""),
      ("failOn: note\nvalidate:\n  failOn: error", [], 0, ""),
      ("failOn: note", ["--fail-on=error"], 0, ""),
      ("validate:\n  format: github", [], 0, "[github]\n"),
      ("validate:\n  format: github", ["--format=junit"], 0, "[junit]\n"),
      ("synth:\n  format: yaml", [], 0, ""),
      ("validate:", [], 0, ""),
    ] as [(String, [String], Int32, String)])
  func precedence(project: String, flags: [String], status: Int32, head: String) throws {
    try workplace.write(project, to: "inner/ashlar.yml")
    let outcome = try run(["validate", "a.yml"] + flags)
    #expect(outcome.output == head + "a.yml:1: SPEC004\na.yml:2: TABLE031\n")
    #expect(outcome.errors == "")
    #expect(outcome.status == status)
  }

  @Test("lists replace lists")
  func lists() throws {
    try workplace.write("ignore: [SPEC004, TABLE031]", to: "ashlar.yml")
    #expect(try run(["validate", "a.yml"]).output == "")
    #expect(try run(["validate", "a.yml", "--ignore=SPEC004"]).output == "a.yml:2: TABLE031\n")
  }

  @Test("the nearest file counts, and a named one instead of it")
  func nearest() throws {
    try workplace.write("failOn: note", to: "ashlar.yml")
    try workplace.write("failOn: error", to: "inner/ashlar.yml")
    #expect(try run(["validate", "a.yml"]).status == 0)
    #expect(try run(["validate", "a.yml", "--config", "../../ashlar.yml"]).status == 1)
    #expect(try run(["--config", "nowhere.yml", "validate", "a.yml"]).status == 66)
  }

  @Test("paths begin at the file's folder")
  func paths() throws {
    try workplace.write("synth:\n  output: build/out", to: "inner/ashlar.yml")
    #expect(try run(["synth", "a.yml"]).status == 0)
    #expect(workplace.exists("inner/build/out/app/a.json"))
    #expect(try run(["synth", "a.yml", "--check", "../build/out"]).status == 0)
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("# x\nfailon: note", "2:1: unknown key `failon`", "did you mean `failOn`?"),
      ("fail-on: note", "1:1: unknown key `fail-on`", "did you mean `failOn`?"),
      (
        "format: json", "1:1: `format` does not stand here",
        "write it in the section `synth`, `validate`, `review` or `access`"
      ),
      (
        "synth:\n  failOn: note", "2:3: `failOn` does not stand here",
        "write it in the section `validate`"
      ),
      (
        "quiet: true", "1:1: `quiet` cannot be set in the project file",
        "give it on the command line: `--quiet`"
      ),
      (
        "failOn: never", "1:9: `failOn`: `never` is none of its values",
        "write error, warning or note"
      ),
      ("failOn: true", "1:9: `failOn` is to be text", "write error, warning or note"),
      (
        "env: dev\nignore: TABLE012",
        "2:9: `ignore`: `TABLE012` is an error, and errors are never hidden",
        "correct what it finds"
      ),
      (
        "validate:\n  ignore: SPEC004,SPEC04", "2:11: `ignore`: there is no code `SPEC04`",
        "did you mean `SPEC004`?"
      ),
      (
        "region: mars", "1:9: `region`: `mars` is not an AWS region",
        "write a region's code, such as `us-east-1` or `us-gov-west-1`"
      ),
      ("validate: json", "1:11: `validate` is to hold flags by name", "write `name: value` lines"),
      ("nonsense", "1:1: this is no YAML", "`ashlar schema project` says what may stand here"),
    ])
  func refusing(project: String, message: String, help: String) throws {
    try workplace.write(project, to: "ashlar.yml")
    let outcome = try run(["validate", "a.yml"])
    #expect(outcome.errors == "ashlar: ../../ashlar.yml:\(message)\nhelp: \(help)\n")
    #expect(outcome.status == 64)
    #expect(try run(["explain", "TABLE012"]).status == 0)
  }

  @Test("a file of another name is pointed at")
  func overlooked() throws {
    try workplace.write("failOn: note", to: "inner/ashlar.yaml")
    let outcome = try run(["validate", "a.yml"])
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "ashlar: warning: `../ashlar.yaml` is not read\n"
        + "help: the project file is called `ashlar.yml`\n")
    #expect(try run(["-q", "validate", "a.yml"]).errors == "")
    try workplace.write("", to: "inner/ashlar.yml")
    #expect(try run(["validate", "a.yml"]).errors == "")
  }

  @Test("all mistakes are said at once")
  func several() throws {
    try workplace.write("\u{FEFF}tear: x\nregion: [a]", to: "ashlar.yml")
    #expect(try run(["validate", "a.yml"]).errors.split(separator: "\n").count == 4)
  }
}
