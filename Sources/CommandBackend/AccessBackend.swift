// `access` behind the command line: a spec or a template in, a matrix or answers out.

import AWSNames
import AccessMatrix
package import AshlarCommand
import Catalog
import Compiler
import Compliance
import Diagnostics
import IAMPolicy
import JSONText
import Provenance
import Simulation

extension BuiltInBackend {
  package func answer(_ question: StackQuestion) -> StackAnswer {
    var stack: KnownStack?
    var findings: [InputReport] = []
    if let file = question.file {
      do throws(StackFault) { stack = try KnownStack(file, question, &findings) } catch {
        switch error {
        case .rejected: return .rejected(findings)
        case .unreadable(let fault):
          return .unreadable(ServeFault(fault.message, help: fault.help))
        }
      }
    }
    switch question.purpose {
    case .requests(let requests):
      let answers = answer(requests, of: stack?.access)
      return .answered(answers.bytes, isClean: answers.isComplete, findings: findings)
    case .proof:
      guard let stack else { preconditionFailure("a proof is of a stack") }
      let proof =
        stack.binds.map { AccessProof(stack.access, promised: $0.map(PromisedBind.init)) }
        ?? AccessProof(statedIn: stack.access)
      let bytes =
        question.format == .json ? ProofJSON.write(proof) : Array(ProofText.render(proof).utf8)
      return .answered(bytes, isClean: proof.holds, findings: findings)
    case .matrix:
      guard let stack else { preconditionFailure("a matrix is of a stack") }
      let matrix = AccessMatrix(stack.access)
      let bytes =
        question.format == .json
        ? MatrixJSON.write(matrix) : Array(MatrixText.render(matrix).utf8)
      return .answered(bytes, isClean: true, findings: findings)
    }
  }

  /// A line with nothing in it asks nothing.
  private func answer(
    _ requests: InputText, of stack: StackAccess?
  ) -> (bytes: [UInt8], isComplete: Bool) {
    var bytes: [UInt8] = []
    var isComplete = true
    let lines = requests.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (position, line) in lines.enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      let file = SourceFile(name: requests.name, bytes: Array(line))
      let answer = AnswerLine.answer(to: file, line: position + 1, of: stack)
      bytes += answer.bytes
      isComplete = isComplete && answer.isAnswer
    }
    return (bytes, isComplete)
  }
}

enum StackFault: Error {
  case rejected
  case unreadable(LoadFault)
}

/// Who and what a stack has, whether it is still a spec or a template already.
struct KnownStack {
  let access: StackAccess
  /// What the spec promises; nil for a template.
  let binds: [BoundAccess]?

  init(
    _ file: InputText, _ question: StackQuestion, _ findings: inout [InputReport]
  ) throws(StackFault) {
    guard !TemplateText.isTemplate(file.bytes) else {
      let template = StackTemplate(file: file.name, bytes: file.bytes)
      access = try KnownStack.read(
        [template], question, stack: StackNames.stack(of: file.name),
        region: StackNames.region(of: file.name, question), components: [])
      binds = question.purpose == .proof ? SpecOfTemplate.binds(file, question) : nil
      return
    }
    let source = SourceFile(name: file.name, bytes: file.bytes)
    let result = Compiler.synthesize(
      source, with: Catalog.vocabulary(),
      options: CompileOptions(
        environment: question.environment, region: question.region,
        tier: question.tier.flatMap(Tier.init(rawValue:)), today: question.today), format: .json)
    findings.append(
      InputReport(file: file.name, sources: result.findings.sources, findings: result.findings))
    guard let artifacts = result.artifacts else { throw .rejected }
    // Companions hold what replicas of other regions need: no role is in them.
    let templates = artifacts.files.filter { $0.isTemplate && StackNames.isMain($0.path) }
      .map { StackTemplate(file: $0.path, bytes: $0.bytes) }
    access = try KnownStack.read(
      templates, question, stack: artifacts.stack, region: artifacts.region,
      components: artifacts.files.compactMap { StackNames.component($0.path) })
    binds = artifacts.binds
  }

  private static func read(
    _ templates: [StackTemplate], _ question: StackQuestion, stack: String, region: String?,
    components: [String]
  ) throws(StackFault) -> StackAccess {
    let region = question.region ?? region ?? "us-east-1"
    let options = TemplateOptions(
      region: region, account: question.account,
      partition: (Region(named: region)?.partition ?? .aws).name, stack: stack,
      parameters: Dictionary(
        question.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    do throws(LoadFault) {
      return try StackAccess.read(templates, options, components: components)
    } catch { throw .unreadable(error) }
  }
}

/// What the names of files say.
enum StackNames {
  /// `dist/app/app.template.json` is of the stack `app`.
  static func stack(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let stack = name.prefix { $0 != "." }
    return stack.isEmpty || stack == "-" ? "stack" : String(stack)
  }

  /// Not `app.us-west-2.template.json`, which is of another region.
  static func isMain(_ path: String) -> Bool { path.split(separator: ".").count == 3 }

  /// Where the manifest beside a template says it is deployed; nil where none says so.
  static func region(of file: String, _ question: StackQuestion) -> String? {
    guard let manifest = question.neighbours("manifest.json").first else { return nil }
    var tree = Tree()
    var sink = Sink()
    do throws(Reported) {
      let root = try parseJSON(
        SourceFile(name: manifest.name, bytes: manifest.bytes), into: &tree, sink: &sink)
      guard let steps = tree.value("steps", in: root), tree.kind(of: steps) == .sequence else {
        return nil
      }
      let name = file.split(separator: "/").last.map(String.init)
      for step in tree.children(of: steps) where tree.kind(of: step) == .mapping {
        guard let file = tree.value("file", in: step), tree.text(of: file) == name else { continue }
        return tree.value("region", in: step).map { tree.text(of: $0) }
      }
      return nil
    } catch {
      // A manifest that cannot be read says nothing.
      return nil
    }
  }

  static func component(_ path: String) -> String? {
    guard path.hasPrefix("iam/"), path.hasSuffix(".json") else { return nil }
    return String(path.dropFirst("iam/".count).dropLast(".json".count))
  }
}
