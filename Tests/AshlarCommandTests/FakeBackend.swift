// A compiler whose answers a test can read off its inputs.

import AshlarCommand
import Diagnostics
import Provenance

struct FakeBackend: CommandBackend {
  static let failing = Code("TABLE012", "local-index-without-sort-key", .error)
  static let doubtful = Code("TABLE031", "hot-partition-key", .warning)
  static let remarkable = Code("SPEC004", "service-without-owner", .note)
  static let mistaken = Code("BUG001", "trail-with-gap", .error)

  var stacks: [SynthesizedStack] = []

  /// Each line that names a severity is a finding there.
  func validate(_ inputs: [InputText], _ options: ValidateOptions) -> [InputReport] {
    inputs.map(report)
  }

  private func report(_ input: InputText) -> InputReport {
    var tree = Tree()
    let source = SourceFile(name: input.name, bytes: input.bytes)
    let id = tree.add(source)
    var sink = Sink()
    var offset: UInt32 = 0
    for line in String(decoding: input.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let end = offset + UInt32(line.unicodeScalars.count)
      let codes = ["error": Self.failing, "warning": Self.doubtful, "note": Self.remarkable]
      if let code = codes[String(line)] ?? (line == "bug" ? Self.mistaken : nil) {
        sink.report(
          Finding(code, at: .span(Span(source: id, start: offset, end: end)), "found `\(line)`"))
      }
      offset = end + 1
    }
    return InputReport(
      file: input.name, sources: tree.sources, findings: Findings(sink, in: tree))
  }

  /// The stacks are those of the first inputs; what is left of them comes with nothing said.
  func synthesize(
    _ inputs: [InputText], _ options: SynthOptions,
    receive: (InputReport, SynthesizedStack?) -> Void
  ) {
    for position in 0..<max(inputs.count, stacks.count) {
      receive(
        report(position < inputs.count ? inputs[position] : InputText(name: "-", bytes: [])),
        position < stacks.count ? stacks[position] : nil)
    }
  }

  /// Says what it was asked; an input that cannot be compiled leaves nothing.
  func review(
    _ inputs: [InputText], since base: [InputText], _ options: ReviewOptions
  ) -> ReviewOutcome {
    let reports = inputs.map(report)
    if inputs.contains(where: { $0.name.contains("torn") }) {
      return ReviewOutcome(
        reports: reports, bytes: nil, fault: .unreadable(ServeFault("torn", help: "mend it")))
    }
    if inputs.contains(where: { $0.name.contains("bug") }) {
      return ReviewOutcome(reports: reports, bytes: nil)
    }
    let names = (inputs + base).map(\.name).joined(separator: " ")
    let text = "\(names) \(options.format) \(options.base ?? "-") \(options.today)\n"
    return ReviewOutcome(reports: reports, bytes: Array(text.utf8))
  }

  /// A line per finding; the first says how it is to look, where that is not the usual.
  func render(_ reports: [InputReport], as format: FindingsFormat, _ options: RenderOptions)
    -> [UInt8]
  {
    var text = format == .text ? "" : "[\(format.rawValue)]\n"
    if options.isColored { text += "[colored]\n" }
    if options.isVerbose { text += "[verbose]\n" }
    if options.isQuiet { text += "[quiet]\n" }
    for found in reports.flatMap(\.findings.located) {
      text += "\(found.place.file):\(found.place.start.line): \(found.finding.code.id)\n"
    }
    return Array(text.utf8)
  }

  /// Echoes; a line `bad` cannot be read.
  func answer(_ question: StackQuestion) -> StackAnswer {
    let name = question.file?.name ?? "nothing"
    let bytes =
      switch question.purpose {
      case .requests(let requests): requests.bytes
      case .proof: Array("proof of \(name)\n".utf8)
      case .matrix: Array("\(name) \(question.format) \(question.region ?? "")\n".utf8)
      }
    if name.contains("torn") { return .unreadable(ServeFault("torn", help: "mend it")) }
    let isClean = !String(decoding: bytes, as: UTF8.self).contains("bad")
    return .answered(bytes, isClean: isClean, findings: [])
  }

  /// Says what it was asked, at once.
  func isTemplate(_ text: InputText) -> Bool { text.name.hasSuffix(".json") }

  func serve(
    _ templates: [InputText], _ options: ServeOptions, announce: (String) -> Void,
    log: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void
  ) -> ServeEnd {
    let fault = ServeFault("cannot listen", help: "take another port")
    switch options.port {
    case 1: return .unavailable(fault)
    case 2: return .refused(fault)
    default:
      announce("\(options.host):\(options.port)")
      return .stopped
    }
  }

  func allCodes() -> [KnownCode] {
    [Self.failing, Self.doubtful, Self.remarkable].map { KnownCode($0, "about \($0.slug)") }
  }

  func page(of code: Code, as format: PageFormat, colored: Bool) -> [UInt8]? {
    Array("# \(code.id) \(code.slug) (\(format.rawValue)\(colored ? ", colored" : ""))\n".utf8)
  }

  func schema(named name: String) -> [UInt8]? { Array("{\"title\": \"\(name)\"}\n".utf8) }

  func origin(_ request: TemplateRequest) throws(ExplanationFault) -> [UInt8] {
    guard request.pointer != "/none" else {
      throw ExplanationFault("nothing there", help: "look", isUsage: true)
    }
    guard let trail = request.trail else { throw ExplanationFault("no trail", help: "synthesize") }
    let specs = request.specs("service.yml").map(\.name)
    return Array("\(request.pointer) \(trail.name) \(specs) \(request.format)\n".utf8)
  }

  /// A path per line.
  func files(listedBy manifest: [UInt8]) -> [String] {
    String(decoding: manifest, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func parseYAML(_ file: SourceFile, into tree: inout Tree, sink: inout Sink)
    throws(Reported) -> NodeID
  {
    var parser = PlainYAML(file, source: tree.add(file))
    return try parser.parse(into: &tree, sink: &sink)
  }
}

/// As much of YAML as a project file needs: mappings of two levels, `[a, b]`, `{a: b}`.
private struct PlainYAML {
  private let lines: [(text: Substring, start: UInt32)]
  private let source: SourceID

  init(_ file: SourceFile, source: SourceID) {
    self.source = source
    var start: UInt32 = 0
    var lines: [(Substring, UInt32)] = []
    for line in String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines.append((line, start))
      start += UInt32(line.unicodeScalars.count) + 1
    }
    self.lines = lines.filter { !$0.0.isEmpty && !$0.0.hasPrefix("#") }
  }

  mutating func parse(into tree: inout Tree, sink: inout Sink) throws(Reported) -> NodeID {
    guard !lines.isEmpty else {
      return tree.appendScalar(.null, text: [], span: span(0, 0))
    }
    let root = tree.open(.mapping, span(0, 0))
    var count = 0
    var section: (node: NodeID, count: Int)?
    for (text, start) in lines {
      guard let colon = text.firstIndex(of: ":") else {
        let code = Code("YAML001", "not-yaml", .error)
        throw sink.report(Finding(code, at: .span(span(start, start + 1)), "this is no YAML"))
      }
      let isNested = text.hasPrefix("  ")
      if !isNested, let open = section {
        tree.close(open.node, count: open.count, end: start)
        section = nil
      }
      let indent = UInt32(text.prefix { $0 == " " }.count)
      let key = text[..<colon].drop { $0 == " " }
      let value = text[text.index(after: colon)...].drop { $0 == " " }
      scalar(key, start + indent, &tree)
      if isNested { section?.count += 1 } else { count += 1 }
      if value.isEmpty, !isNested {
        section = (tree.open(.mapping, span(start, start)), 0)
      } else {
        append(value, start + UInt32(text.count - value.count), &tree)
      }
    }
    if let open = section { tree.close(open.node, count: open.count, end: 0) }
    tree.close(root, count: count, end: 0)
    return root
  }

  private func append(_ text: Substring, _ start: UInt32, _ tree: inout Tree) {
    let items = text.dropFirst().dropLast().split(separator: ",").map { $0.drop { $0 == " " } }
    switch text.first {
    case "[":
      let node = tree.open(.sequence, span(start, start))
      for item in items { scalar(item, start, &tree) }
      tree.close(node, count: items.count, end: start)
    case "{":
      let node = tree.open(.mapping, span(start, start))
      for item in items {
        let parts = item.split(separator: ":")
        scalar(parts[0], start, &tree)
        scalar(parts[1].drop { $0 == " " }, start, &tree)
      }
      tree.close(node, count: items.count, end: start)
    default: scalar(text, start, &tree)
    }
  }

  private func scalar(_ text: Substring, _ start: UInt32, _ tree: inout Tree) {
    let kind: NodeKind =
      text == "true" ? .boolean : Int(text) == nil ? .string : .integer
    tree.appendScalar(
      kind, text: text.utf8, span: span(start, start + UInt32(text.unicodeScalars.count)))
  }

  private func span(_ start: UInt32, _ end: UInt32) -> Span {
    Span(source: source, start: start, end: end)
  }
}
