// Folders of stacks: all or nothing, only what differs, and only what is ours.

import AshlarCommand
import Foundation
import Testing

struct SynthTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.write("ok\n", to: "service.yml")
    try workplace.write("error\n", to: "failing.yml")
  }

  private func stack(_ name: String, _ files: [String: String]) -> SynthesizedStack {
    let manifest = files.keys.sorted().joined(separator: "\n")
    let all = files.merging(["manifest.json": manifest]) { own, _ in own }
    return SynthesizedStack(
      name: name,
      files: all.keys.sorted().map {
        SynthesizedFile(
          path: $0, bytes: Array((all[$0] ?? "").utf8), isTemplate: $0.hasSuffix(".template.json"))
      })
  }

  private func run(_ arguments: [String], _ stacks: [SynthesizedStack]) throws
    -> Workplace.Outcome
  {
    try workplace.run(["synth"] + arguments, backend: FakeBackend(stacks: stacks))
  }

  @Test("a second run touches only what differs, and removes only what was listed")
  func replacing() throws {
    let first = stack(
      "app", ["app.template.json": "one", "trail.json": "t", "iam/a.json": "a", "iam/b.json": "b"])
    #expect(try run(["service.yml"], [first]).status == 0)
    #expect(
      workplace.files(below: "dist") == [
        "app/app.template.json", "app/iam/a.json", "app/iam/b.json", "app/manifest.json",
        "app/trail.json",
      ])
    try workplace.write("mine", to: "dist/app/notes.md")
    let past = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: past], ofItemAtPath: workplace.file("dist/app/trail.json"))

    let second = stack("app", ["app.template.json": "two", "trail.json": "t"])
    let outcome = try run(["service.yml", "-v"], [second])
    #expect(outcome.errors == "[verbose]\nashlar: changed 4 files in `dist`\n")
    #expect(
      workplace.files(below: "dist") == [
        "app/app.template.json", "app/manifest.json", "app/notes.md", "app/trail.json",
      ])
    #expect(!workplace.exists("dist/app/iam"))
    #expect(try workplace.text(of: "dist/app/app.template.json") == "two")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: workplace.file("dist/app/trail.json"))
    #expect(attributes[.modificationDate] as? Date == past)
    #expect(try run(["service.yml", "-v"], [second]).errors.hasSuffix("`dist` is up to date\n"))
  }

  @Test("a manifest cannot lead out of its folder")
  func hostileManifest() throws {
    try workplace.write("precious", to: "dist/precious")
    try workplace.write(
      "../precious\n\(workplace.file("service.yml"))\n./trail.json", to: "dist/app/manifest.json")
    #expect(try run(["service.yml"], [stack("app", ["trail.json": "t"])]).status == 0)
    #expect(try workplace.text(of: "dist/precious") == "precious")
    #expect(workplace.exists("service.yml"))
  }

  @Test("one spec in error, or unreadable, leaves the old folder")
  func failing() throws {
    #expect(try run(["service.yml"], [stack("app", ["trail.json": "old"])]).status == 0)
    let new = [stack("app", ["trail.json": "new"])]
    let outcome = try run(["service.yml", "failing.yml"], new)
    #expect(outcome.errors == "failing.yml:1: TABLE012\n")
    #expect(outcome.output == "")
    #expect(outcome.status == 1)
    #expect(try run(["service.yml", "missing.yml"], new).status == 66)
    #expect(try workplace.text(of: "dist/app/trail.json") == "old")
    // Nothing stays of what was written before the fault was found.
    #expect(workplace.files(below: "dist") == ["app/manifest.json", "app/trail.json"])
    #expect(try run(["service.yml", "failing.yml", "-o", "new"], new).status == 1)
    #expect(!workplace.exists("new"))
  }

  @Test("a name that a killed run left behind is in nobody's way")
  func staleStaging() throws {
    let process = ProcessInfo.processInfo.processIdentifier
    for name in [".trail.json.\(process).new", ".trail.json.77.new", ".manifest.json.77.old"] {
      try workplace.write("torn", to: "dist/app/" + name)
    }
    try workplace.write("mine", to: "dist/app/.notes.77.old")
    #expect(try run(["service.yml"], [stack("app", ["trail.json": "new"])]).status == 0)
    #expect(
      workplace.files(below: "dist") == [
        "app/.notes.77.old", "app/manifest.json", "app/trail.json",
      ])
  }

  @Test("one run at a time writes to a folder")
  func oneAtATime() throws {
    try workplace.write("", to: "dist/app/empty")
    let descriptor = unsafe open(workplace.file("dist"), O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let began = ContinuousClock.now
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.4)
      close(descriptor)
    }
    #expect(try run(["service.yml"], [stack("app", ["trail.json": "new"])]).status == 0)
    #expect(ContinuousClock.now - began > .milliseconds(300))
    #expect(try workplace.text(of: "dist/app/trail.json") == "new")
  }

  @Test("what is in the way undoes everything")
  func rollBack() throws {
    #expect(
      try run(["service.yml"], [stack("app", ["a.json": "old", "gone.json": "g"])]).status == 0)
    // A folder that is not empty cannot be replaced by a file.
    try workplace.write("", to: "dist/zoo/z.json/inside")
    let outcome = try run(
      ["service.yml"],
      [stack("app", ["a.json": "new", "b.json": "b"]), stack("zoo", ["z.json": "z"])])
    #expect(outcome.status == 73)
    #expect(outcome.errors.hasPrefix("ashlar: cannot "))
    #expect(
      workplace.files(below: "dist") == [
        "app/a.json", "app/gone.json", "app/manifest.json", "zoo/z.json/inside",
      ])
    #expect(try workplace.text(of: "dist/app/a.json") == "old")
  }

  @Test("a folder that cannot be made is said, and nothing is left")
  func unwritable() throws {
    let outcome = try run(["service.yml", "-o", "service.yml/dist"], [stack("app", ["a": "a"])])
    #expect(outcome.status == 73)
    #expect(workplace.files(below: ".") == ["failing.yml", "service.yml"])
  }

  @Test("standard output takes the only template")
  func printing() throws {
    let one = stack("app", ["app.template.json": "{}\n", "trail.json": "t"])
    #expect(try run(["service.yml", "-o", "-"], [one]).output == "{}\n")
    let two = stack("app", ["app.template.json": "{}", "app-2.template.json": "{}"])
    let outcome = try run(["service.yml", "-o", "-"], [two])
    #expect(
      outcome.errors
        == "ashlar: 2 templates do not fit standard output\nhelp: write them to a folder: `-o DIR`\n"
    )
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
  }

  @Test("a check shows what differs and writes nothing")
  func checking() throws {
    let lines = (1...20).map { "line \($0)\n" }
    let old = stack("app", ["a.json": lines.joined(), "gone.json": "g"])
    #expect(try run(["service.yml"], [old]).status == 0)
    #expect(try run(["service.yml", "--check", "dist"], [old]).status == 0)

    var changed = lines
    changed[9] = "line ten\n"
    changed.remove(at: 0)
    changed.append("end")
    let new = stack("app", ["a.json": changed.joined(), "new.json": "n", "gone.json": "g"])
    let outcome = try run(["service.yml", "--check", "dist"], [new])
    #expect(
      outcome.output == """
        --- dist/app/a.json
        +++ dist/app/a.json (as synthesized now)
        @@ -1,4 +1,3 @@
        -line 1
         line 2
         line 3
         line 4
        @@ -7,7 +6,7 @@
         line 7
         line 8
         line 9
        -line 10
        +line ten
         line 11
         line 12
         line 13
        @@ -18,3 +17,4 @@
         line 18
         line 19
         line 20
        +end
        \\ No newline at end of file
        --- dist/app/manifest.json
        +++ dist/app/manifest.json (as synthesized now)
        @@ -1,2 +1,3 @@
         a.json
        -gone.json
        \\ No newline at end of file
        +gone.json
        +new.json
        \\ No newline at end of file
        missing: dist/app/new.json

        """)
    #expect(
      outcome.errors == """
        ashlar: `dist` is not what the specs make: 3 files differ
        help: run the same command with `-o dist` instead of `--check dist`

        """)
    #expect(outcome.status == 1)
    #expect(!workplace.exists("dist/app/new.json"))
    #expect(try run(["service.yml", "--check", "nowhere"], [old]).status == 1)
  }

  @Test("to write and not to write contradict each other")
  func contradiction() throws {
    #expect(try run(["service.yml", "--check", "dist", "-o", "dist"], []).status == 64)
  }
}
