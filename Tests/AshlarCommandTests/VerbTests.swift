// Each verb from arguments to status, standard output and standard error.

import AshlarCommand
import Foundation
import Testing

struct VerbTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.write("ok\n", to: "clean.yml")
    try workplace.write("note\nwarning\n", to: "doubtful.yml")
    try workplace.write("error\n", to: "failing.yml")
    try workplace.write("bug\n", to: "bug.yml")
  }

  @Test(
    "validate",
    arguments: [
      (["clean.yml"], 0, ""),
      (["doubtful.yml"], 0, "doubtful.yml:1: SPEC004\ndoubtful.yml:2: TABLE031\n"),
      (
        ["doubtful.yml", "--fail-on", "warning"], 1,
        "doubtful.yml:1: SPEC004\ndoubtful.yml:2: TABLE031\n"
      ),
      (["doubtful.yml", "--fail-on=note", "--ignore", "table031"], 1, "doubtful.yml:1: SPEC004\n"),
      (["doubtful.yml", "--fail-on=note", "--ignore", "hot-partition-key, SPEC004"], 0, ""),
      (["failing.yml", "clean.yml"], 1, "failing.yml:1: TABLE012\n"),
      (["failing.yml", "bug.yml"], 70, "failing.yml:1: TABLE012\nbug.yml:1: BUG001\n"),
      (["clean.yml", "--format", "sarif", "-v"], 0, "[sarif]\n[verbose]\n"),
      (["clean.yml", "--color", "always", "-q"], 0, "[colored]\n[quiet]\n"),
      (["clean.yml", "--color", "always", "--format", "json"], 0, "[json]\n"),
    ] as [([String], Int32, String)])
  func validate(arguments: [String], status: Int32, output: String) throws {
    let outcome = try workplace.run(["validate"] + arguments)
    #expect(outcome.output == output)
    #expect(outcome.errors == "")
    #expect(outcome.status == status)
  }

  @Test(
    "review",
    arguments: [
      (["clean.yml"], 0, "clean.yml markdown - 2026-03-04\n"),
      (["clean.yml", "--format", "html"], 0, "clean.yml html - 2026-03-04\n"),
      (
        ["clean.yml", "--base", "doubtful.yml"], 0,
        "clean.yml doubtful.yml markdown doubtful.yml 2026-03-04\n"
      ),
      // What is refused is on the page, and the run fails all the same.
      (["failing.yml"], 1, "failing.yml markdown - 2026-03-04\n"),
      (["bug.yml"], 70, ""),
      (["clean.yml", "missing.yml"], 66, ""),
      (["clean.yml", "--base", "missing.yml"], 66, ""),
      (["torn.yml"], 66, ""),
    ] as [([String], Int32, String)])
  func review(arguments: [String], status: Int32, output: String) throws {
    try workplace.write("ok\n", to: "torn.yml")
    let outcome = try workplace.run(["review"] + arguments + ["--today", "2026-03-04"])
    #expect(outcome.output == output)
    #expect(outcome.status == status)
  }

  @Test("a review is written whole, and told what is wrong with it")
  func reviewToAFile() throws {
    let outcome = try workplace.run(["review", "clean.yml", "-o", "page.md"])
    #expect(outcome.status == 0 && outcome.output == "")
    #expect(try workplace.text(of: "page.md").hasPrefix("clean.yml markdown"))
    #expect(try workplace.run(["review", "clean.yml", "-o", "no/page.md"]).status == 73)
    #expect(try workplace.run(["review", "clean.yml", "--format", "pdf"]).status == 64)
    #expect(try workplace.run(["review"]).status == 64)
    let failing = try workplace.run(["review", "failing.yml"])
    #expect(failing.errors.contains("failing.yml:1: TABLE012"))
  }

  @Test("the highest status wins, a bug before all")
  func precedence() throws {
    #expect(try workplace.run(["validate", "failing.yml", "missing"]).status == 66)
    #expect(try workplace.run(["validate", "failing.yml", "missing", "-o", "no/x"]).status == 73)
    #expect(try workplace.run(["validate", "bug.yml", "missing", "-o", "no/x"]).status == 70)
  }

  @Test(
    "what cannot be ignored is said",
    arguments: [
      (
        "TABLE012", "`TABLE012` is an error, and errors are never hidden",
        "correct what it finds"
      ),
      ("TABLE013", "there is no code `TABLE013`", "did you mean `TABLE012`?"),
      (
        "nonsense!", "there is no code `nonsense!`",
        "a code is what stands in the brackets of a finding: `error[CODE]`"
      ),
    ])
  func ignoring(code: String, message: String, help: String) throws {
    let outcome = try workplace.run(["validate", "clean.yml", "--ignore", code])
    #expect(outcome.errors == "ashlar: \(message)\nhelp: \(help)\n")
    #expect(outcome.status == 64)
  }

  @Test(
    "color is decided by the flag, then the person, then the project",
    arguments: [
      ([:], [], "", false), ([:], ["--color=always"], "", true),
      (["NO_COLOR": "1"], ["--color=always"], "", true),
      (["ASHLAR_COLOR": "always"], [], "", true),
      (["ASHLAR_COLOR": "always"], ["--color=never"], "", false),
      (["ASHLAR_COLOR": "always", "NO_COLOR": "1"], [], "", true),
      ([:], [], "color: always\n", true), (["NO_COLOR": "1"], [], "color: always\n", false),
      (["NO_COLOR": ""], [], "color: always\n", true),
    ] as [([String: String], [String], String, Bool)])
  func coloring(variables: [String: String], flags: [String], project: String, isColored: Bool)
    throws
  {
    if !project.isEmpty { try workplace.write(project, to: "ashlar.yml") }
    let outcome = try workplace.run(["validate", "clean.yml"] + flags, variables: variables)
    #expect(outcome.output == (isColored ? "[colored]\n" : ""))
  }

  @Test("a wish for color that cannot be read is refused")
  func unreadableColor() throws {
    let outcome = try workplace.run(["validate", "clean.yml"], variables: ["ASHLAR_COLOR": "yes"])
    #expect(outcome.errors.hasPrefix("ashlar: the variable ASHLAR_COLOR is `yes`\n"))
    #expect(outcome.status == 64)
  }

  @Test(
    "explain finds a page by code and by slug",
    arguments: [
      (["TABLE012"], "# TABLE012 local-index-without-sort-key (text)\n"),
      (["table012", "--format=json"], "# TABLE012 local-index-without-sort-key (json)\n"),
      (["error[TABLE012]:"], "# TABLE012 local-index-without-sort-key (text)\n"),
      (["[TABLE012]"], "# TABLE012 local-index-without-sort-key (text)\n"),
      (["Hot-Partition-Key", "--color=always"], "# TABLE031 hot-partition-key (text, colored)\n"),
    ])
  func explain(arguments: [String], output: String) throws {
    let outcome = try workplace.run(["explain"] + arguments)
    #expect(outcome.output == output)
    #expect(outcome.status == 0)
  }

  @Test(
    "explain lists what holds a part",
    arguments: [
      (
        "table",
        "these 2 hold it:\n"
          + "  TABLE012 local-index-without-sort-key: about local-index-without-sort-key\n"
          + "  TABLE031 hot-partition-key: about hot-partition-key\n"
      ),
      ("partition", "this one holds it:\n  TABLE031 hot-partition-key: about hot-partition-key\n"),
    ])
  func explainPart(part: String, list: String) throws {
    let outcome = try workplace.run(["explain", part])
    #expect(outcome.errors == "ashlar: there is no code `\(part)`\nhelp: " + list)
    #expect(outcome.output == "")
    #expect(outcome.status == 64)
  }

  @Test("explain suggests what is near")
  func explainUnknown() throws {
    let outcome = try workplace.run(["explain", "hot-partition-keys"])
    #expect(
      outcome.errors
        == "ashlar: there is no code `hot-partition-keys`\nhelp: did you mean `hot-partition-key`?\n"
    )
    #expect(outcome.status == 64)
  }

  @Test(
    "access delivers what the backend answers",
    arguments: [("good\n", 0), ("good\nbad\n", 1)] as [(String, Int32)])
  func access(requests: String, status: Int32) throws {
    try workplace.write(requests, to: "requests.jsonl")
    let outcome = try workplace.run(["access", "--request", "requests.jsonl"])
    #expect(outcome.output == requests)
    #expect(outcome.status == status)
    #expect(try workplace.run(["access"]).status == 64)
    #expect(try workplace.run(["access", "x", "y", "--request", "-"]).status == 64)
  }

  @Test("schema prints those of the compiler and that of the table")
  func schema() throws {
    #expect(try workplace.run(["schema", "spec"]).output == "{\"title\": \"spec\"}\n")
    let project = try workplace.run(["schema", "project"]).output
    let parsed = try JSONSerialization.jsonObject(with: Data(project.utf8)) as? [String: Any]
    let properties = parsed?["properties"] as? [String: Any]
    #expect(
      properties?.keys.sorted() == [
        "access", "account", "color", "env", "failOn", "ignore", "parameter", "region", "review",
        "serve",
        "synth",
        "tier", "validate",
      ])
  }

  @Test("a parameter has one value")
  func doubledParameter() throws {
    let outcome = try workplace.run(
      ["validate", "clean.yml", "--parameter", "A=1", "--parameter", "A=2"])
    #expect(outcome.errors.hasPrefix("ashlar: the parameter `A` is given twice\n"))
    #expect(outcome.status == 64)
  }

  @Test("version and help go to standard output")
  func asking() throws {
    #expect(try workplace.run(["--version"]).output == "ashlar 0.1.0\n")
    #expect(try workplace.run(["-h"]).output.contains("Usage: ashlar VERB"))
    #expect(try workplace.run(["explain", "-h"]).status == 0)
  }

  @Test("help fits 80 columns and names every flag", arguments: Verb.allCases)
  func help(verb: Verb) throws {
    let text = HelpText.render(verb)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for flag in ArgumentTable.declaration(of: verb).allFlags {
      #expect(text.contains(flag.name.written))
    }
  }
}
