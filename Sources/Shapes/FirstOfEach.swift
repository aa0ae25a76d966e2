// Where each text of a list was first seen.

import Provenance

/// A short list is compared element by element: a table of hashes costs more than its lookups.
struct FirstOfEach {
  private static let shortCount = 16

  private var short: [(text: [UInt8], node: NodeID)] = []
  private var long: [[UInt8]: NodeID] = [:]

  /// The node that had this text before; nil when it is the first, which is then remembered.
  mutating func earlier(_ text: [UInt8], _ node: NodeID) -> NodeID? {
    if long.isEmpty {
      if let found = short.first(where: { $0.text == text }) { return found.node }
      short.append((text, node))
      if short.count > FirstOfEach.shortCount {
        long = Dictionary(uniqueKeysWithValues: short.map { ($0.text, $0.node) })
      }
      return nil
    }
    if let found = long[text] { return found }
    long[text] = node
    return nil
  }
}
