// Every generated file says what the generator would write now.

import Foundation
import ShapeGen
import TestKit
import Testing

private struct Repository: RepositoryFiles {
  func contents(of path: String) throws -> [UInt8] { try Checkout.bytes(path) }

  func names(in folder: String) throws -> [String] { Checkout.names(in: folder) }
}

@Suite struct FreshnessTests {
  @Test func everyGeneratedFileIsFresh() throws {
    let files = try Generation.run(on: Repository())
    #expect(files.count > 10)
    for file in files {
      let path = Checkout.root.appendingPathComponent(file.path).path
      let isFresh = FileManager.default.contents(atPath: path).map { [UInt8]($0) } == file.bytes
      #expect(isFresh, "\(file.path) is stale: run `make generate`")
    }
  }

  /// What the generator no longer writes would be compiled all the same.
  @Test func noGeneratedFileIsLeftOver() throws {
    let written = Set(try Generation.run(on: Repository()).map(\.path))
    for path in Checkout.paths(below: "Sources") where path.hasSuffix("+Generated.swift") {
      #expect(written.contains(path), "\(path) is written by nothing: remove it")
    }
  }

  @Test func generationIsDeterministic() throws {
    let first = try Generation.run(on: Repository())
    let second = try Generation.run(on: Repository())
    #expect(first.map(\.path) == second.map(\.path))
    #expect(zip(first, second).allSatisfy { $0.bytes == $1.bytes })
  }
}
