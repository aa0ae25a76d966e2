// `read`: items by key and by query, of the table and of each granted index.

import CloudFormation
import ComponentKit
import ServiceSpec

enum ReadGrant {
  static func statements(_ terms: GrantTerms) -> [TemplateStatement] {
    var statements: [TemplateStatement] = []
    if terms.isWhole {
      statements.append(
        terms.statement(
          "Read", actions(terms), on: terms.table, when: terms.conditions(.read)))
      statements += selects(terms)
    }
    return statements + indexes(terms)
  }

  /// On the table itself.
  static func actions(_ terms: GrantTerms) -> [String] {
    ["GetItem", "BatchGetItem", "Query"] + (terms.scans ? ["Scan"] : [])
      + (terms.transacts ? ["ConditionCheckItem"] : [])
  }

  static func selects(_ terms: GrantTerms) -> [TemplateStatement] {
    guard terms.speaksPartiQL else { return [] }
    return [
      terms.statement(
        "Select", ["PartiQLSelect"], on: terms.table, when: terms.selectConditions)
    ]
  }

  /// An index knows no `GetItem`, and the table's ARN does not cover it.
  static func indexes(_ terms: GrantTerms) -> [TemplateStatement] {
    terms.indexes.flatMap { index in
      let query = terms.statement(
        "Query\(index.words)", ["Query"] + (terms.scans ? ["Scan"] : []), on: index.arn,
        when: terms.conditions(.read))
      guard terms.speaksPartiQL else { return [query] }
      return [
        query,
        terms.statement(
          "Select\(index.words)", ["PartiQLSelect"], on: index.arn, when: terms.selectConditions),
      ]
    }
  }
}
