// What `serve` is given, as templates: a spec is compiled first, so that what is served is what
// would be deployed and not what was meant.

import Diagnostics

struct ServedTemplates {
  /// In the order given.
  private(set) var texts: [InputText] = []
  /// Where the first of the specs goes.
  private(set) var region: String?
  private(set) var reports: [InputReport] = []

  init(_ inputs: [InputText], _ options: SynthOptions, with backend: any CommandBackend) {
    for input in inputs {
      if backend.isTemplate(input) {
        texts.append(input)
        continue
      }
      backend.synthesize([input], options) { report, stack in
        reports.append(report)
        if let stack { add(stack) }
      }
    }
  }

  private mutating func add(_ stack: SynthesizedStack) {
    if region == nil { region = stack.region }
    // Those of other regions hold what replicas need there, and no table.
    texts += stack.files.filter { $0.isTemplate && $0.isOfHomeRegion }.map {
      InputText(name: FilePath.join(stack.name, $0.path), bytes: $0.bytes)
    }
  }
}

extension SynthesizedFile {
  /// Not `app.us-west-2.template.json`.
  fileprivate var isOfHomeRegion: Bool {
    path.utf8.count { $0 == UInt8(ascii: ".") } == 2
  }
}
