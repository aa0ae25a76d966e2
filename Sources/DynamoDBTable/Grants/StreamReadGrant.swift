// `stream-read`: the changes of items, in order.

import CloudFormation
import ComponentKit
import Provenance
import ServiceSpec

enum StreamReadGrant {
  static func statements(_ terms: GrantTerms) -> [TemplateStatement] {
    [terms.statement("ReadStream", StreamAccess.actions, on: terms.stream)]
  }

  static func wideStatements(_ terms: GrantTerms) -> [TemplateStatement] {
    [StreamAccess.list(terms.cause)]
  }
}
