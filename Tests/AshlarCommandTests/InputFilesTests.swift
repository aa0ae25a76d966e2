// From names to texts: files, folders, globs, standard input, and what is none of these.

import AshlarCommand
import Foundation
import Testing

struct InputFilesTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    for name in [
      "service.yml", "b/orders.service.yml", "b/service.yml", "b/other.yml", "a/x/service.yml",
      "a/.hidden/service.yml", "a/.service.yml", "a[1]/service.yml", "empty/readme.md", "b/ä.yml",
    ] { try workplace.write("", to: name) }
    let files = FileManager.default
    try files.createSymbolicLink(atPath: workplace.file("a/loop"), withDestinationPath: "..")
    try files.createSymbolicLink(
      atPath: workplace.file("b/linked.service.yml"), withDestinationPath: "../service.yml")
    #expect(unsafe mkfifo(workplace.file("pipe"), 0o600) == 0)
  }

  private func read(_ names: [String], input: Int32 = -1) -> InputFiles {
    InputFiles(
      names,
      in: Surroundings(
        arguments: [], folder: workplace.path, input: input, output: -1, errors: -1,
        variable: { _ in nil }, secondsSinceEpoch: { 0 }))
  }

  @Test(
    "names become texts",
    arguments: [
      (["service.yml"], ["service.yml"]),
      (["./service.yml", "service.yml"], ["./service.yml"]),
      (["service.yml", "b/linked.service.yml"], ["service.yml"]),
      (["b"], ["b/linked.service.yml", "b/orders.service.yml", "b/service.yml"]),
      (["b/"], ["b/linked.service.yml", "b/orders.service.yml", "b/service.yml"]),
      (["a"], ["a/x/service.yml"]),
      (["b/other.yml", "a"], ["b/other.yml", "a/x/service.yml"]),
      (["*.yml"], ["service.yml"]),
      (["*/service.yml"], ["a[1]/service.yml", "b/service.yml"]),
      (
        ["**/service.yml"], ["a/x/service.yml", "a[1]/service.yml", "b/service.yml", "service.yml"]
      ),
      (
        ["b/**"],
        ["b/linked.service.yml", "b/orders.service.yml", "b/other.yml", "b/service.yml", "b/ä.yml"]
      ),
      (["b/?.yml"], ["b/ä.yml"]),
      (["[ab]/x"], ["a/x/service.yml"]),
      (["[!b]/x/*"], ["a/x/service.yml"]),
      (["b/[n-p]*.yml"], ["b/orders.service.yml", "b/other.yml"]),
      (["a[1]/service.yml"], ["a[1]/service.yml"]),
      (["a[[]1]/*.yml"], ["a[1]/service.yml"]),
      (["a/.h*/service.yml"], ["a/.hidden/service.yml"]),
    ] as [([String], [String])])
  func finding(names: [String], found: [String]) {
    let inputs = read(names)
    #expect(inputs.texts.map(\.name) == found)
    #expect(inputs.faults == [])
  }

  @Test(
    "what is no input is said, and the rest is read",
    arguments: [
      ("missing.yml", "cannot read `missing.yml`: no such file or directory"),
      ("service.yml/x", "cannot read `service.yml/x`: not a directory"),
      ("empty", "the folder `empty` holds no spec"),
      ("*.yaml", "no file matches `*.yaml`"),
      ("z/**/service.yml", "no file matches `z/**/service.yml`"),
      ("pipe", "cannot read `pipe`: not a regular file"),
      ("/dev/null", "cannot read `/dev/null`: not a regular file"),
    ])
  func refusing(name: String, message: String) throws {
    let outcome = try workplace.run(["validate", "--format", "json", name, "b/other.yml"])
    #expect(outcome.errors.hasPrefix("ashlar: \(message)\n"))
    #expect(outcome.output == "[json]\n")
    #expect(outcome.status == 66)
  }

  @Test("nothing read is not nothing found")
  func nothingRead() throws {
    let outcome = try workplace.run(["validate", "--format", "json", "missing.yml"])
    #expect(outcome.output == "")
    #expect(outcome.status == 66)
  }

  @Test("what is larger than an input may be is not read")
  func tooLarge() throws {
    try workplace.write("", to: "large.yml")
    #expect(unsafe truncate(workplace.file("large.yml"), (256 << 20) + 1) == 0)
    let inputs = read(["large.yml"])
    #expect(inputs.faults.map(\.message) == ["cannot read `large.yml`: it is larger than 256 MiB"])
  }

  @Test("two files with the same bytes are two inputs, even when they share them")
  func hardLink() throws {
    try FileManager.default.linkItem(
      atPath: workplace.file("service.yml"), toPath: workplace.file("twin.yml"))
    #expect(read(["service.yml", "twin.yml"]).texts.map(\.name) == ["service.yml", "twin.yml"])
  }

  @Test("standard input is read once, through a pipe too")
  func standardInput() throws {
    let outcome = try workplace.run(["validate", "-", "-"], input: "\nwarning\n")
    #expect(outcome.output == "-:2: TABLE031\n")
    #expect(outcome.status == 0)

    let pipe = Pipe()
    let sent = Data(repeating: 0x61, count: 200_000)
    let writer = Thread {
      pipe.fileHandleForWriting.write(sent); pipe.fileHandleForWriting.closeFile()
    }
    writer.start()
    let inputs = read(["-"], input: pipe.fileHandleForReading.fileDescriptor)
    #expect(inputs.texts == [InputText(name: "-", bytes: Array(sent))])
  }

  @Test("what `/proc` shows has no size and is read to its end")
  func sizeless() {
    let inputs = read(["/proc/self/status"])
    #expect(inputs.texts.first.map { $0.bytes.count > 100 } == true)
  }
}
