// What the command asks of the compiler: bytes in, findings and files out, no file system.

package import AWSNames
package import Diagnostics
package import Provenance

/// An input as it was read.
package struct InputText: Sendable, Equatable {
  /// As the user wrote it, joined to the folder it was found in; `-` for standard input.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What one input gave: the findings, and the texts they point into.
package struct InputReport: Sendable {
  package let file: String
  package let sources: [SourceFile]
  package let findings: Findings

  package init(file: String, sources: [SourceFile], findings: Findings) {
    self.file = file
    self.sources = sources
    self.findings = findings
  }
}

/// A code that has a page.
package struct KnownCode: Sendable {
  package let code: Code
  package let summary: String

  package init(_ code: Code, _ summary: String) {
    self.code = code
    self.summary = summary
  }
}

package struct ValidateOptions: Sendable, Equatable {
  package let tier: String?
  package let environment: String?
  package let region: String?
  package let account: String
  /// In the order given; a name given twice is the user's mistake to report.
  package let parameters: [Parameter]
  package let today: CalendarDate
  /// Whether notes are seen, so that advice is worth working out.
  package var showsNotes = false

  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: String
  }
}

package struct SynthOptions: Sendable, Equatable {
  package enum TemplateFormat: String, Sendable { case json, yaml }

  package let format: TemplateFormat
  package let tier: String?
  package let environment: String?
  package let region: String?
  package let today: CalendarDate
}

package enum FindingsFormat: String, Sendable, CaseIterable {
  case text, json, sarif, junit, github
}

package struct RenderOptions: Sendable, Equatable {
  package let isVerbose: Bool
  package let isQuiet: Bool
  package let isColored: Bool
  /// The least grave finding that fails the run; what fails it is shown, quiet or not.
  package var bar = Severity.error
}

package enum PageFormat: String, Sendable { case text, json }

/// A file of a stack's folder.
package struct SynthesizedFile: Sendable, Equatable {
  /// Relative to the stack's folder: `iam/session-manager.json`.
  package let path: String
  package let bytes: [UInt8]
  package let isTemplate: Bool

  package init(path: String, bytes: [UInt8], isTemplate: Bool) {
    self.path = path
    self.bytes = bytes
    self.isTemplate = isTemplate
  }
}

package struct SynthesizedStack: Sendable, Equatable {
  package let name: String
  package let files: [SynthesizedFile]
  /// Where it goes; nil for any region.
  package let region: String?

  package init(name: String, files: [SynthesizedFile], region: String? = nil) {
    self.name = name
    self.files = files
    self.region = region
  }
}

package struct ServeOptions: Sendable, Equatable {
  package enum Clock: String, Sendable { case real, virtual }
  package enum AccessControl: String, Sendable { case off, report, enforce }

  package let host: String
  package let port: UInt16
  package let clock: Clock
  package let ttlLagMilliseconds: Int64
  package let enforcesCapacity: Bool
  /// Items to begin with.
  package let seed: InputText?
  /// The path of a folder to keep everything in.
  package let data: String?
  /// A folder whose folders stand for the buckets of S3.
  package let buckets: BucketFiles?
  package let region: String?
  package let account: String
  package let parameters: [ValidateOptions.Parameter]
  /// Whether policies decide about requests.
  package let accessControl: AccessControl
  /// What requests say of themselves besides, by condition key.
  package let context: [ValidateOptions.Parameter]
}

/// How a server came to its end.
package enum ServeEnd: Sendable, Equatable {
  /// It was told to stop.
  case stopped
  /// What it was told is wrong.
  case misused(ServeFault)
  /// What it was given to read is wrong.
  case refused(ServeFault)
  /// Its port is taken, or something else that it needs.
  case unavailable(ServeFault)
}

package struct ServeFault: Error, Sendable, Equatable {
  package let message: String
  package let help: String

  package init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }
}

package protocol CommandBackend: Sendable {
  func validate(_ inputs: [InputText], _ options: ValidateOptions) -> [InputReport]
  /// Hands over what came of each input before the next is looked at: the outputs of a thousand
  /// specs need not be held at once. No stack comes of a spec with errors.
  func synthesize(
    _ inputs: [InputText], _ options: SynthOptions,
    receive: (InputReport, SynthesizedStack?) -> Void)
  /// A review of every input, or why there is none.
  func review(_ inputs: [InputText], since base: [InputText], _ options: ReviewOptions)
    -> ReviewOutcome
  func render(_ reports: [InputReport], as format: FindingsFormat, _ options: RenderOptions)
    -> [UInt8]

  /// Says who can do what, or decides requests, a line of JSON each.
  func answer(_ question: StackQuestion) -> StackAnswer

  /// Whether a text is a template, or else a spec.
  func isTemplate(_ text: InputText) -> Bool

  /// Serves until it is told to stop; `announce` hears where, once it listens, `log` what happens
  /// then, and `warn` what goes wrong.
  func serve(
    _ templates: [InputText], _ options: ServeOptions, announce: (String) -> Void,
    log: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void
  ) -> ServeEnd

  /// Every code there is, in the order they are to be listed.
  func allCodes() -> [KnownCode]
  func page(of code: Code, as format: PageFormat, colored: Bool) -> [UInt8]?
  /// The schema of `spec` or `findings`; that of `project` comes from the argument table.
  func schema(named name: String) -> [UInt8]?

  /// Why a value of a template is what it is.
  func origin(_ request: TemplateRequest) throws(ExplanationFault) -> [UInt8]

  /// The paths, relative to the stack's folder, that a `manifest.json` of ours lists.
  func files(listedBy manifest: [UInt8]) -> [String]

  func parseYAML(_ file: SourceFile, into tree: inout Tree, sink: inout Sink)
    throws(Reported) -> NodeID
}
