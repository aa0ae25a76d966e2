// What is checked in is what the generator writes.

import ShapeGen
import Testing

@Suite struct FreshnessTests {
  @Test func generatedFilesAreFresh() throws {
    let files = try Generation.run(on: CheckedOutFiles())
    #expect(files.count > 5)
    for file in files {
      let isFresh = try CheckedOutFiles().contents(of: file.path) == file.bytes
      #expect(isFresh, "\(file.path) is stale: run `make generate`")
    }
  }
}
