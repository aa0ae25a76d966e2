// The command: reads specs and says what is wrong with them.

import Catalog
import Compiler
import Diagnostics
import FindingFormats
import Provenance

#if canImport(Glibc)
  import Glibc
#endif

func readAll(_ path: String) -> [UInt8] {
  guard let file = unsafe fopen(path, "r") else { return [] }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}

let path = CommandLine.arguments[1]
let file = SourceFile(name: path, bytes: readAll(path))
let findings = Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
let report = Report(file: path, sources: [file], findings: findings)
print(
  String(
    decoding: TextRenderer(verbose: true, colored: false).render([report]), as: UTF8.self))
