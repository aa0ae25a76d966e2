// One spec on its way through the stages, under one environment.

package import Diagnostics
package import Provenance
import ServiceSpec
import Shapes

package struct Compilation: Sendable {
  package internal(set) var tree = Tree()
  package internal(set) var sink = Sink()
  let vocabulary: Vocabulary
  let options: CompileOptions
  var memory = CompilerMemory()
  /// Binds or waivers hold values of the environment, so that they are read again under each.
  var hasLateValues = false

  init(vocabulary: Vocabulary, options: CompileOptions) {
    self.vocabulary = vocabulary
    self.options = options
  }

  /// The same text under another environment: everything read so far is kept.
  func under(environment: String?) -> Compilation {
    var options = options
    options.environment = environment
    var other = Compilation(vocabulary: vocabulary, options: options)
    other.tree = tree
    other.sink = sink
    other.memory = memory
    other.hasLateValues = hasLateValues
    return other
  }
}

package enum Compiler {
  /// Everything that is wrong with a spec. Without a chosen environment, each one the spec declares
  /// is looked at, and what several share is said once.
  package static func validate(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions
  ) -> Findings {
    var memory = CompilerMemory()
    return validate(file, with: vocabulary, options: options, memory: &memory)
  }

  /// The same of one of many with the same vocabulary.
  package static func validate(
    _ file: SourceFile, with vocabulary: Vocabulary, options: CompileOptions,
    memory: inout CompilerMemory
  ) -> Findings {
    if TemplateText.isTemplate(file.bytes) { return validateTemplate(file, options: options) }
    var compilation = Compilation(vocabulary: vocabulary, options: options)
    swap(&compilation.memory, &memory)
    defer { swap(&compilation.memory, &memory) }
    do throws(Reported) {
      let root = try compilation.parse(file)
      let service = try compilation.readService(root)
      let runs = try compilation.environments(of: service)
      var findings: [Findings] = []
      for (position, environment) in runs.enumerated() {
        var run = compilation.under(environment: environment)
        // The last look owns the tree: sharing it would copy it at the first change.
        if position == runs.count - 1 { compilation.tree = Tree() }
        // What reading the service reported is said by the first run alone.
        if position > 0 { run.sink = Sink() }
        run.judge(run.validate(service), service)
        findings.append(Findings(run.sink, in: run.tree))
      }
      return findings.count == 1 ? findings[0] : Findings(merging: findings)
    } catch {
      return Findings(compilation.sink, in: compilation.tree)
    }
  }
}
