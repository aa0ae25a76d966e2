// Writing: whole or not at all, untouched when equal, and quiet towards readers who go away.

import AshlarCommand
import Foundation
import Testing

struct OutputTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    try workplace.write("warning\n", to: "a.yml")
  }

  private func modified(_ name: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: workplace.file(name))[.modificationDate]
      as? Date
  }

  private func setModified(_ name: String, _ date: Date) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: workplace.file(name))
  }

  @Test("a file is written, replaced with its permissions, and left alone when equal")
  func replacing() throws {
    #expect(try workplace.run(["validate", "a.yml", "-o", "out"]).status == 0)
    #expect(try workplace.text(of: "out") == "a.yml:1: TABLE031\n")
    let past = Date(timeIntervalSince1970: 1_000_000)
    try setModified("out", past)
    #expect(try workplace.run(["validate", "a.yml", "-o", "out"]).output == "")
    #expect(try modified("out") == past)

    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: workplace.file("out"))
    #expect(try workplace.run(["validate", "a.yml", "-o", "out", "--format=json"]).status == 0)
    #expect(try workplace.text(of: "out") == "[json]\na.yml:1: TABLE031\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: workplace.file("out"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(workplace.files(below: ".") == ["a.yml", "out"])
  }

  @Test("a link stays a link")
  func linked() throws {
    try workplace.write("old", to: "target/out")
    try FileManager.default.createSymbolicLink(
      atPath: workplace.file("out"), withDestinationPath: "target/out")
    #expect(try workplace.run(["validate", "a.yml", "-o", "out"]).status == 0)
    #expect(try workplace.text(of: "target/out") == "a.yml:1: TABLE031\n")
    let leadsTo = try FileManager.default.destinationOfSymbolicLink(atPath: workplace.file("out"))
    #expect(leadsTo == "target/out")
  }

  @Test(
    "what cannot be written is said",
    arguments: [
      ("missing/out", "`missing/out`: no such file or directory"), (".", "`.`: is a directory"),
      ("/dev/full", "`/dev/full`: no space left on device"),
      ("a.yml/out", "`a.yml/out`: not a directory"),
    ])
  func refusing(name: String, reason: String) throws {
    let outcome = try workplace.run(["validate", "a.yml", "-o", name])
    #expect(outcome.errors == "ashlar: cannot write \(reason)\n")
    #expect(outcome.status == 73)
    #expect(workplace.files(below: ".") == ["a.yml"])
  }

  @Test("a full disk behind standard output is said")
  func fullStream() throws {
    let full = unsafe open("/dev/full", O_WRONLY)
    defer { close(full) }
    for arguments in [["--help"], ["validate", "a.yml"], ["schema", "project"]] {
      let outcome = try workplace.run(arguments, output: full)
      #expect(
        outcome.errors == "ashlar: cannot write to standard output: no space left on device\n")
      #expect(outcome.status == 73)
    }
  }

  @Test("a reader who goes away is left in peace, but has no artefact")
  func brokenPipe() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    pipe.fileHandleForReading.closeFile()
    let output = pipe.fileHandleForWriting.fileDescriptor
    for (arguments, status) in [
      (["--help"], 0), (["validate", "a.yml"], 0), (["validate", "a.yml", "--fail-on=note"], 1),
      (["schema", "project"], 73),
    ] as [([String], Int32)] {
      let outcome = try workplace.run(arguments, output: output)
      #expect(outcome.errors == "")
      #expect(outcome.status == status)
    }
  }
}
