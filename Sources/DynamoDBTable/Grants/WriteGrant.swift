// `write`: items are put, changed and deleted. Indexes follow by themselves.

import CloudFormation
import ComponentKit
import ServiceSpec

enum WriteGrant {
  static func statements(_ terms: GrantTerms) -> [TemplateStatement] {
    guard terms.isWhole else { return [] }
    return [
      terms.statement("Write", actions(terms), on: terms.table, when: terms.conditions(.write))
    ]
  }

  /// Where attributes are restricted, only what names each attribute it changes is granted: a put
  /// or a delete would take the others along.
  static func actions(_ terms: GrantTerms) -> [String] {
    let isRestricted = terms.attributes != nil
    var actions =
      isRestricted ? ["UpdateItem"] : ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]
    // Who reads as well has it from there: in two statements, one of them would be idle.
    if terms.transacts, !terms.request.levels.contains(.read) {
      actions.append("ConditionCheckItem")
    }
    if terms.speaksPartiQL {
      actions +=
        isRestricted ? ["PartiQLUpdate"] : ["PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"]
    }
    return actions
  }
}
