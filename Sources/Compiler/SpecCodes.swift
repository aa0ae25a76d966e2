// What can be wrong with a spec as a whole.

package import Diagnostics

package enum SpecCodes {
  package static let template = Code("SPEC001", "template-instead-of-spec", .error)
  package static let noService = Code("SPEC002", "service-without-name", .note)
  package static let noFramework = Code("SPEC003", "framework-not-stated", .note)
  package static let duplicateName = Code("SPEC004", "duplicate-component-name", .error)
  package static let duplicateTable = Code("SPEC005", "duplicate-table-name", .error)
  package static let unknownOverride = Code("SPEC006", "override-of-unknown-component", .error)
  package static let noSuchEnvironment = Code("SPEC007", "environment-not-declared", .error)
  package static let expiredWaiver = Code("SPEC012", "expired-waiver", .warning)
  package static let duplicateOutput = Code("SPEC009", "duplicate-output", .error)
  package static let noEnvironment = Code("SPEC010", "environment-not-chosen", .warning)
  package static let unknownWaiver = Code("SPEC013", "waiver-of-unknown-rule", .error)
  package static let duplicateAlias = Code("SPEC015", "duplicate-key-alias", .error)
  package static let unusedWaiver = Code("SPEC014", "unused-waiver", .warning)
  package static let emptyWaiver = Code("SPEC016", "waiver-without-words", .error)
  package static let distantWaiver = Code("SPEC017", "distant-waiver", .warning)
  package static let repeatedWaiver = Code("SPEC018", "repeated-waiver", .warning)
}
