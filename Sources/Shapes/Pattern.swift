package struct PatternError: Error {}
package struct Pattern: Sendable {
  package init(_ pattern: String) throws(PatternError) {}
  package func matches(_ text: some Sequence<UInt8>) -> Bool { true }
}
