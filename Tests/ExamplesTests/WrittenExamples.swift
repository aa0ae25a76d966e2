// The artefacts of all examples as files, for programs that read files.

import Compiler
import Compliance
import Foundation
import Provenance
import TestKit

/// All templates of examples, written as `synth` writes them.
struct WrittenExamples {
  let shelf: Shelf
  /// Folders of stacks.
  var folders: [String] = []
  /// Templates by the region they are for; `-` is any.
  var templates: [(path: String, region: String)] = []

  /// How many stacks stand in more than one template of their own.
  private(set) var splitCount = 0

  init(_ format: TemplateFormat, of runs: [ExampleRun] = ExampleRun.ready) throws {
    shelf = try Shelf()
    for run in runs { try write(run.files(format), of: run) }
  }

  /// Those that can be split.
  init(splitFrom runs: [ExampleRun]) throws {
    shelf = try Shelf()
    for run in runs {
      let files = try run.splitFiles()
      splitCount += files.count { $0.isTemplate && $0.path.contains("-2.template.") }
      try write(files, of: run)
    }
  }

  private mutating func write(_ files: [ExampleFile], of run: ExampleRun) throws {
    let root = "\(run.name)-\(run.tier.rawValue)"
    for file in files {
      let path = "\(root)/\(file.path)"
      try shelf.write(file.bytes, to: path)
      let full = shelf.folder.appendingPathComponent(path)
      if file.path.hasSuffix("manifest.json") {
        folders.append(full.deletingLastPathComponent().path)
        templates += try WrittenExamples.steps(file.bytes, beside: full)
      }
    }
  }

  private static func steps(_ manifest: [UInt8], beside path: URL) throws
    -> [(path: String, region: String)]
  {
    let reading = try Reading.json(manifest)
    var seen = Set<String>()
    let steps = reading.node("/steps").map { Array(reading.tree.children(of: $0)) } ?? []
    return steps.compactMap { step in
      let file = reading.text("file", in: step)
      guard seen.insert(file).inserted else { return nil }
      let region = reading.text("region", in: step)
      let place = path.deletingLastPathComponent().appendingPathComponent(file).path
      return (place, region.isEmpty ? "-" : region)
    }
  }
}
