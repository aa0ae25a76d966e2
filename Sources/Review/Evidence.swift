// What a statement of a review rests on: a value of a template, and the lines that caused it.

/// Where something is written.
package struct SourcePlace: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case spec
    /// A tier's defaults, which the program carries.
    case layer
  }

  package let kind: Kind
  /// Of a spec without its folder, for folders are the machine's.
  package let file: String
  package let line: Int
  package let column: Int
  package let pointer: String
}

package struct Evidence: Sendable, Hashable {
  /// The template, by its path in the stack's folder.
  package let file: String
  /// A JSON pointer that leads somewhere in that template.
  package let pointer: String
  /// What stands there, as JSON on one line; nil where the evidence is that something is not there.
  package let value: String?
  /// The rest of the way, `/A/B`, to what is not there.
  package let missing: String?
  /// What a person or a layer said that led to the value; what a person said comes first.
  package let sources: [SourcePlace]
  /// How it follows from the sources, or why nobody decided it.
  package let note: String?
}
