// What can be wrong with a text before it means anything.

package import Diagnostics

package enum YAMLCodes {
  package static let malformed = Code("YAML001", "malformed-yaml", .error)
  package static let notText = Code("YAML002", "not-utf8-text", .error)
  package static let duplicateKey = Code("YAML003", "duplicate-key", .error)
  package static let keyNotString = Code("YAML004", "key-not-a-string", .error)
  package static let unknownAlias = Code("YAML005", "unknown-alias", .error)
  package static let aliasesExplode = Code("YAML006", "aliases-explode", .error)
  package static let tooDeep = Code("YAML007", "nested-too-deep", .error)
  package static let severalDocuments = Code("YAML008", "several-documents", .error)
  package static let empty = Code("YAML009", "empty-document", .error)
  package static let tag = Code("YAML010", "unexpected-tag", .error)
  package static let merge = Code("YAML011", "merge-of-no-mapping", .error)
}
