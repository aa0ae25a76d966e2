// What all statements of one bind share: what they are about, and what its options say.

import AWSNames
import CloudFormation
import ComponentKit
import Compliance
import Provenance
import ServiceSpec
import Shapes

struct GrantTerms {
  let settings: TableSettings
  let request: GrantRequest

  init(_ request: GrantRequest, _ table: Table, in context: SynthesisContext) {
    self.request = request
    settings = TableSettings(table, stem: request.stem, in: context)
  }

  var cause: Cause { .stated(request.node) }

  /// The whole table is bound, not its stream or its indexes alone.
  var isWhole: Bool { request.capability == .databaseDynamodb }

  // MARK: - Resources

  var table: Leaf<String> { .expression(settings.names.tableAttribute(.arn), cause) }

  var stream: Leaf<String> { .expression(settings.names.tableAttribute(.streamArn), cause) }

  /// An index that is granted, and its name as words of a Sid.
  struct Index {
    let words: String
    let arn: Leaf<String>
  }

  /// The indexes of the option, or all of them; the words differ where the names do.
  var indexes: [Index] {
    let all = settings.table.keys.indexes.compactMap(\.name.value)
    let chosen = request.options?.indexes.value.map { Set($0.elements.map(\.value)) }
    return zip(all, LogicalID.assign(names: all)).compactMap { name, words in
      guard chosen?.contains(name) ?? true,
        let table = settings.names.tableAttribute(.arn).pieces
      else { return nil }
      return Index(
        words: words,
        arn: .expression(.joining(table + [.text("/index/\(name)")]), cause))
    }
  }

  // MARK: - Options

  private func wants(_ option: (BindOptions) -> Field<Bool>) -> Bool {
    request.options.map(option)?.value == true
  }

  var scans: Bool { wants(\.scan) }
  var transacts: Bool { wants(\.transactions) }
  var speaksPartiQL: Bool { wants(\.partiql) }
  var describes: Bool { isWhole && wants(\.describe) }

  var leadingKeys: [Leaf<String>]? {
    request.options?.leadingKeys.value.map { $0.elements.map(settings.context.leaf) }
  }

  var attributes: [Leaf<String>]? {
    request.options?.attributes.value.map { $0.elements.map(Leaf.stated) }
  }

  // MARK: - Statements

  /// The target's logical id and the suffix make the Sid.
  func statement(
    _ suffix: String, _ actions: [String], on resource: Leaf<String>,
    when conditions: [PolicyCondition] = []
  ) -> TemplateStatement {
    TemplateStatement(
      request.stem + suffix, actions: actions.map { "dynamodb:" + $0 }, resources: [resource],
      conditions: conditions, cause: cause)
  }

  /// About the table itself, so that no condition on items is of use.
  var description: TemplateStatement { statement("Describe", ["DescribeTable"], on: table) }
}
