// Specs that are compiled one after the other with one memory: each as if it were alone.

import Catalog
import Compiler
import Diagnostics
import Provenance
import Testing

private func spec(_ tier: String, _ name: String, _ config: String) -> SourceFile {
  let text = """
    service: \(name)
    complianceFramework: \(tier)
    region: us-east-1
    components:
      - name: sessions
        type: dynamodb-table
        config:
          partitionKey: { name: id, type: S }
          \(config)
    """
  return SourceFile(name: "\(name).yml", bytes: Array(text.utf8))
}

@Test func oneMemoryForManySpecsChangesNothing() {
  let vocabulary = Catalog.vocabulary()
  let specs = [
    spec("commercial", "one", "tableName: first"),
    spec("fedramp-high", "two", "tableName: second"),
    spec("commercial", "broken", "tableNaem: third"),
    spec("fedramp-moderate", "three", "tags: { team: a }"),
    spec("fedramp-high", "four", "tableName: fourth"),
    spec("commercial", "five", "tableName: first"),
  ]
  var memory = CompilerMemory()
  for file in specs + specs.reversed() {
    let alone = Compiler.synthesize(
      file, with: vocabulary, options: CompileOptions(), format: .json)
    let together = Compiler.synthesize(
      file, with: vocabulary, options: CompileOptions(), format: .json, memory: &memory)
    #expect(
      alone.artifacts?.files.map(\.bytes) == together.artifacts?.files.map(\.bytes),
      "\(file.name)")
    #expect((alone.artifacts == nil) == (file.name == "broken.yml"))
    #expect(
      alone.findings.located.map(\.finding.message)
        == together.findings.located.map(\.finding.message))
  }
}
