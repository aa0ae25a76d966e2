// A compiler that finds nothing and makes nothing, until one is connected.

import AshlarCommand
import Diagnostics
import Provenance

struct EmptyBackend: CommandBackend {
  func validate(_ inputs: [InputText], _ options: ValidateOptions) -> [InputReport] { [] }

  func synthesize(_ inputs: [InputText], _ options: SynthOptions) -> SynthOutcome {
    SynthOutcome(reports: [], stacks: [])
  }

  func render(_ reports: [InputReport], as format: FindingsFormat, _ options: RenderOptions)
    -> [UInt8]
  { [] }

  func allCodes() -> [KnownCode] { [] }

  func page(of code: Code, as format: PageFormat, colored: Bool) -> [UInt8]? { nil }

  func schema(named name: String) -> [UInt8]? { nil }

  func files(listedBy manifest: [UInt8]) -> [String] { [] }

  func parseYAML(_ file: SourceFile, into tree: inout Tree, sink: inout Sink)
    throws(Reported) -> NodeID
  {
    let source = tree.add(file)
    return tree.appendScalar(
      .null, text: [], span: Span(source: source, start: 0, end: 0))
  }
}
