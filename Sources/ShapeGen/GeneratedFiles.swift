// Everything that is generated, as a pure function of the repository's files.

import Diagnostics
import JSONText
import Provenance
package import Shapes

/// What the generator reads: paths from the root of the repository, with `/` between names.
package protocol RepositoryFiles {
  func contents(of path: String) throws -> [UInt8]
  /// Names of the entries of a folder, sorted.
  func names(in folder: String) throws -> [String]
}

package struct GeneratedFile {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

package enum Generation {
  /// Which target's sources hold each component's generated types.
  private static let homes: [(source: String, path: String)] = [
    ("service", "Sources/ServiceSpec/ServiceDocument+Generated.swift"),
    ("dynamodb-table", "Sources/DynamoDBTable/TableConfig+Generated.swift"),
    ("lambda-function", "Sources/LambdaFunction/FunctionConfig+Generated.swift"),
    ("lambda-api", "Sources/LambdaAPI/APIConfig+Generated.swift"),
    ("lambda-worker", "Sources/LambdaWorker/WorkerConfig+Generated.swift"),
  ]

  package static func run(on repository: any RepositoryFiles) throws -> [GeneratedFile] {
    let library = try loadLibrary(repository)
    var files: [GeneratedFile] = []
    for home in homes {
      guard let source = library.source(home.source) else {
        throw GenerationFault("components/\(home.source)/schema.json is missing")
      }
      files.append(
        GeneratedFile(path: home.path, text: try StructWriter.write(source, of: library)))
    }
    files.append(
      GeneratedFile(
        path: "schemas/service.schema.json", bytes: try BundleWriter.write(of: library)))
    for source in library.sources {
      let path = "components/\(source.name)/README.md"
      let readme = String(decoding: try repository.contents(of: path), as: UTF8.self)
      files.append(
        GeneratedFile(
          path: path,
          text: try ReferenceWriter.update(readme: readme, of: source, in: library)))
    }
    for folder in RuleFolder.all {
      let names = RegistryWriter.ruleNames(try repository.names(in: folder.path))
      files.append(
        GeneratedFile(
          path: "\(folder.path)/\(folder.registry)+Generated.swift",
          text: RegistryWriter.write(folder, ruleNames: names)))
    }
    for resource in try loadResources(repository) {
      files.append(
        GeneratedFile(
          path: ResourceWriter.path(of: resource), text: try ResourceWriter.write(resource)))
    }
    files.append(
      GeneratedFile(
        path: "Sources/EmbeddedBytes/generated/schema.bin", bytes: try compile(library).encoded()))
    files += try WireWriter.write(repository)
    let codes = try declaredCodes(repository)
    let summaries = try codeSummaries(repository)
    files.append(
      GeneratedFile(
        path: "Sources/Catalog/CodeRegistry+Generated.swift",
        text: CodeWriter.write(codes, summaries: summaries.mapValues(\.text))))
    files.append(
      GeneratedFile(
        path: CodeIndexWriter.path, text: CodeIndexWriter.write(codes, summaries: summaries)))
    files.append(
      GeneratedFile(
        path: "Sources/EmbeddedBytes/generated/embedded.c",
        text: EmbedWriter.write(try embedded(repository))))
    return files
  }

  private static func declaredCodes(_ repository: any RepositoryFiles) throws -> [DeclaredCode] {
    try sources(under: "Sources", repository).flatMap { path in
      DeclaredCode.all(in: String(decoding: try repository.contents(of: path), as: UTF8.self))
    }
  }

  /// What the pages say of their codes, by code.
  private static func codeSummaries(
    _ repository: any RepositoryFiles
  ) throws -> [String: CodeSummary] {
    var summaries: [String: CodeSummary] = [:]
    for component in try repository.names(in: "components") {
      let folder = "components/\(component)"
      guard try repository.names(in: folder).contains("codes") else { continue }
      for name in try repository.names(in: "\(folder)/codes") where name.hasSuffix(".md") {
        let path = "\(folder)/codes/\(name)"
        let text = String(decoding: try repository.contents(of: path), as: UTF8.self)
        do throws(ExplainPage.Fault) {
          let page = try ExplainPage(text)
          summaries[page.code] = CodeSummary(path: path, text: page.summary)
        } catch { throw GenerationFault("\(path):\(error.line): \(error.message)") }
      }
    }
    return summaries
  }

  /// Hand-written Swift files below a folder, sorted.
  private static func sources(
    under folder: String, _ repository: any RepositoryFiles
  ) throws -> [String] {
    var paths: [String] = []
    for name in try repository.names(in: folder) {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".swift") {
        if !name.hasSuffix("+Generated.swift") { paths.append(path) }
      } else if !name.contains(".") {
        paths += try sources(under: path, repository)
      }
    }
    return paths
  }

  private static func embedded(_ repository: any RepositoryFiles) throws -> [EmbeddedFile] {
    var files = [
      EmbeddedFile(name: "schema.bin", path: "Sources/EmbeddedBytes/generated/schema.bin")
    ]
    for component in try repository.names(in: "components") {
      let folder = "components/\(component)"
      let inside = try repository.names(in: folder)
      if inside.contains("codes") {
        for page in try repository.names(in: "\(folder)/codes") where page.hasSuffix(".md") {
          files.append(
            EmbeddedFile(name: "codes/\(page.dropLast(3))", path: "\(folder)/codes/\(page)"))
        }
      }
      if inside.contains("tiers") {
        for layer in try repository.names(in: "\(folder)/tiers") where layer.hasSuffix(".yaml") {
          files.append(
            EmbeddedFile(name: "layers/\(component)/\(layer)", path: "\(folder)/tiers/\(layer)"))
        }
      }
    }
    for schema in try repository.names(in: "schemas") where schema.hasSuffix(".schema.json") {
      files.append(EmbeddedFile(name: "schemas/\(schema)", path: "schemas/\(schema)"))
    }
    return files
  }

  /// The resources of CloudFormation that we write.
  private static func loadResources(
    _ repository: any RepositoryFiles
  ) throws -> [ResourceShape] {
    try repository.names(in: ResourceWriter.folder).filter { $0.hasSuffix(".json") }.map { name in
      let path = "\(ResourceWriter.folder)/\(name)"
      var tree = Tree()
      var sink = Sink()
      let file = SourceFile(name: path, bytes: try repository.contents(of: path))
      do throws(Reported) {
        let root = try parseJSON(file, into: &tree, sink: &sink)
        return ResourceShape(tree: tree, root: root, path: path)
      } catch { throw GenerationFault("\(path): malformed") }
    }
  }

  package static func loadLibrary(_ repository: any RepositoryFiles) throws -> ShapeLibrary {
    var tree = Tree()
    var sink = Sink()
    var sources: [ShapeSource] = []
    for home in homes {
      let path = "components/\(home.source)/schema.json"
      let file = SourceFile(name: path, bytes: try repository.contents(of: path))
      do throws(Reported) {
        let root = try parseJSON(file, into: &tree, sink: &sink)
        sources.append(ShapeSource(name: home.source, root: root))
      } catch {
        let found = Findings(sink, in: tree).located.first
        throw GenerationFault(
          "\(path):\(found?.place.start.line ?? 0): \(found?.finding.message ?? "malformed")")
      }
    }
    return ShapeLibrary(tree: tree, sources: sources)
  }

  package static func compile(_ library: ShapeLibrary) throws -> Schema {
    var reader = SchemaReader(tree: library.tree, files: library.files)
    for source in library.sources where source.name != "lambda-function" {
      try reader.add(root: source.root, named: source.name)
    }
    return reader.finish()
  }
}
