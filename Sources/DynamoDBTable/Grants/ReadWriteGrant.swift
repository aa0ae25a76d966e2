// `read-write`: both in one statement, for both are about the same items under the same conditions.

import CloudFormation
import ComponentKit
import ServiceSpec

enum ReadWriteGrant {
  static func statements(_ terms: GrantTerms) -> [TemplateStatement] {
    guard terms.isWhole else { return ReadGrant.indexes(terms) }
    let reads = ReadGrant.actions(terms)
    let writes = WriteGrant.actions(terms).filter { !reads.contains($0) }
    return [
      terms.statement("ReadWrite", reads + writes, on: terms.table, when: terms.conditions(.both))
    ] + ReadGrant.selects(terms) + ReadGrant.indexes(terms)
  }
}
