// The same spec gives the same bytes, whatever the machine says of time, language and place; and an
// output that cannot be written leaves the old one.

import Foundation
import TestKit
import Testing

@Suite(.serialized) struct SameBytesTests {
  private static let examples = ["session-store"]

  private static func spec(_ example: String) throws -> [UInt8] {
    try Checkout.bytes("examples/\(example)/service.yml")
  }

  /// Every file below a folder with its bytes.
  private static func contents(of shelf: Shelf, _ folder: String) throws -> [String: Data] {
    let root = shelf.folder.appendingPathComponent(folder)
    var files: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String })
      ?? []
    {
      let place = root.appendingPathComponent(path)
      let values = try place.resourceValues(forKeys: [.isRegularFileKey])
      if values.isRegularFile == true { files[path] = try Data(contentsOf: place) }
    }
    return files
  }

  @Test(arguments: examples)
  func surroundingsLeaveNoTrace(_ example: String) throws {
    let plain = try Shelf()
    try plain.write(try SameBytesTests.spec(example), to: "service.yml")
    #expect(try ProgramRun(["synth", "service.yml"], in: plain).status == 0)
    let expected = try SameBytesTests.contents(of: plain, "dist")
    #expect(expected.count >= 3)
    let surroundings = [
      ["TZ": "Asia/Kathmandu"], ["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
      ["HOME": "/nowhere", "USER": "somebody"], ["AWS_REGION": "eu-west-1"],
      ["SWIFT_DETERMINISTIC_HASHING": "1"], [:],
    ]
    for environment in surroundings {
      let shelf = try Shelf()
      try shelf.write(try SameBytesTests.spec(example), to: "deep/er/service.yml")
      let run = try ProgramRun(
        ["synth", "deep/er/service.yml", "-o", "out"], in: shelf, environment: environment)
      #expect(run.status == 0)
      #expect(try SameBytesTests.contents(of: shelf, "out") == expected, "\(environment)")
    }
  }

  /// On one processor and on all, as another user and with another mask: the program that runs
  /// `synth` for us says what it is told to be first.
  @Test(arguments: [
    "taskset -c 0", "nice -n 5", "env -i",
    getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env A=b",
    "prlimit --stack=4194304", "sh -c 'umask 077; exec \"$0\" \"$@\"'",
  ])
  func whoeverRunsItLeavesNoTrace(_ launcher: String) throws {
    let plain = try Shelf()
    try plain.write(try SameBytesTests.spec("session-store"), to: "service.yml")
    #expect(try ProgramRun(["synth", "service.yml"], in: plain).status == 0)
    let shelf = try Shelf()
    try shelf.write(try SameBytesTests.spec("session-store"), to: "service.yml")
    // Another user may enter the folder, and start a program that lies in somebody's home.
    let run = try ProgramRun(
      shell: "chmod -R a+rwX . && install -m 755 \"$0\" ./program"
        + " && \(launcher) ./program synth service.yml -o out", in: shelf)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try SameBytesTests.contents(of: shelf, "out") == SameBytesTests.contents(of: plain, "dist"))
  }

  /// A file system that is full: a small one in memory, which takes root to mount.
  @Test(
    .enabled(if: getuid() == 0, "FULL DISK NOT TRIED: mounting a small file system takes root"))
  func aFullDiskLosesNothing() throws {
    let shelf = try Shelf()
    try shelf.write(try SameBytesTests.spec("session-store"), to: "service.yml")
    try shelf.write([], to: "small/.keep")
    let folder = shelf.folder.appendingPathComponent("small").path
    let mounted = try ProgramRun(
      shell: "mount -t tmpfs -o size=256k,nr_inodes=64 none '\(folder)'", in: shelf)
    guard mounted.status == 0 else {
      Suites.announce("FULL DISK NOT TRIED: \(mounted.errors)")
      return
    }
    defer { unmount(folder, in: shelf) }
    let first = try ProgramRun(["synth", "service.yml", "-o", "small/out"], in: shelf)
    #expect(first.status == 0, "\(first.errors)")
    let before = try SameBytesTests.contents(of: shelf, "small/out")
    #expect(before.count >= 3)
    let filled = try ProgramRun(
      shell: "dd if=/dev/zero of=small/filler bs=1k 2>/dev/null; true", in: shelf)
    #expect(filled.status == 0)
    let spec = String(decoding: try SameBytesTests.spec("session-store"), as: UTF8.self)
    try shelf.write(
      Array(spec.replacing("UserIdIndex", with: "AnotherNameOfTheIndex").utf8), to: "service.yml")
    let second = try ProgramRun(["synth", "service.yml", "-o", "small/out"], in: shelf)
    #expect(second.status == 73)
    #expect(second.errors.contains("no space left on device"), "\(second.errors)")
    #expect(try SameBytesTests.contents(of: shelf, "small/out") == before)
    let third = try ProgramRun(["synth", "service.yml", "-o", "small/new"], in: shelf)
    #expect(third.status == 73)
    #expect(try SameBytesTests.contents(of: shelf, "small/new").isEmpty)
  }

  private func unmount(_ folder: String, in shelf: Shelf) {
    do {
      let run = try ProgramRun(shell: "umount '\(folder)'", in: shelf)
      #expect(run.status == 0, "\(run.errors)")
    } catch { Issue.record("\(error)") }
  }
}
