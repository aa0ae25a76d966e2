// The compiler behind the command line: texts in, findings and files out.

package import AshlarCommand
import Catalog
import Compiler
import Compliance
package import Diagnostics
import FindingFormats
import JSONText
package import Provenance
import YAMLText

package struct BuiltInBackend: CommandBackend {
  package init() {}

  package func validate(_ inputs: [InputText], _ options: ValidateOptions) -> [InputReport] {
    let vocabulary = Catalog.vocabulary()
    let compileOptions = CompileOptions(
      environment: options.environment, region: options.region,
      tier: options.tier.flatMap(Tier.init(rawValue:)), today: options.today,
      parameters: Dictionary(
        options.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      account: options.account.isEmpty ? nil : options.account,
      includesAdvice: options.showsNotes)
    var memory = CompilerMemory()
    return inputs.map { input in
      let file = SourceFile(name: input.name, bytes: input.bytes)
      let findings = Compiler.validate(
        file, with: vocabulary, options: compileOptions, memory: &memory)
      return InputReport(file: input.name, sources: findings.sources, findings: findings)
    }
  }

  package func synthesize(
    _ inputs: [InputText], _ options: SynthOptions,
    receive: (InputReport, SynthesizedStack?) -> Void
  ) {
    let vocabulary = Catalog.vocabulary()
    let compileOptions = CompileOptions(
      environment: options.environment, region: options.region,
      tier: options.tier.flatMap(Tier.init(rawValue:)), today: options.today)
    var memory = CompilerMemory()
    for input in inputs {
      let file = SourceFile(name: input.name, bytes: input.bytes)
      let result = Compiler.synthesize(
        file, with: vocabulary, options: compileOptions,
        format: options.format == .json ? .json : .yaml, memory: &memory)
      let stack = result.artifacts.map { artifacts in
        SynthesizedStack(
          name: artifacts.stack,
          files: artifacts.files.map {
            SynthesizedFile(path: $0.path, bytes: $0.bytes, isTemplate: $0.isTemplate)
          }, region: artifacts.region)
      }
      receive(
        InputReport(
          file: input.name, sources: result.findings.sources, findings: result.findings), stack)
    }
  }

  package func render(
    _ reports: [InputReport], as format: FindingsFormat, _ options: RenderOptions
  ) -> [UInt8] {
    let reports = reports.map {
      Report(file: $0.file, sources: $0.sources, findings: $0.findings)
    }
    switch format {
    case .text:
      return TextRenderer(
        verbose: options.isVerbose, quiet: options.isQuiet, failingOn: options.bar,
        colored: options.isColored
      ).render(reports)
    case .json: return JSONRenderer().render(reports)
    case .sarif: return SARIFRenderer(version: Version.current).render(reports)
    case .junit: return JUnitRenderer().render(reports)
    case .github: return GitHubRenderer().render(reports)
    }
  }

  package func allCodes() -> [KnownCode] {
    CodeRegistry.all.map { KnownCode($0.code, $0.summary) }
  }

  package func page(of code: Code, as format: PageFormat, colored: Bool) -> [UInt8]? {
    guard let page = BuiltInPage.page(of: code) else { return nil }
    switch format {
    case .text: return Array(page.terminalText(severity: code.severity, colored: colored).utf8)
    case .json: return page.json(severity: code.severity)
    }
  }

  package func schema(named name: String) -> [UInt8]? {
    BuiltInFile.bytes(
      name == "spec" ? "schemas/service.schema.json" : "schemas/\(name).schema.json")
  }

  package func origin(_ request: TemplateRequest) throws(ExplanationFault) -> [UInt8] {
    let question = try TemplateQuestion(request)
    let answer = TemplateAnswer(
      question: question, texts: TemplateTexts.find(for: question, among: request.specs),
      paint: Paint(colored: request.isColored))
    switch request.format {
    case .text: return answer.rendered()
    case .json: return answer.json()
    }
  }

  /// A manifest that cannot be read lists nothing: what it held is then left where it is.
  package func files(listedBy manifest: [UInt8]) -> [String] {
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let root = try parseJSON(
        SourceFile(name: "manifest.json", bytes: manifest), into: &tree, sink: &sink)
      guard let files = tree.value("files", in: root), tree.kind(of: files) == .mapping else {
        return []
      }
      return tree.entries(of: files).map { tree.text(of: $0.key) }
    } catch {
      return []
    }
  }

  package func parseYAML(
    _ file: SourceFile, into tree: inout Tree, sink: inout Sink
  ) throws(Reported) -> NodeID {
    try YAMLText.parseYAML(file, into: &tree, sink: &sink)
  }
}
