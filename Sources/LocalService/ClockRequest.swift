// `POST /_ashlar/clock`: how far a virtual clock is to move.

import AWSNames
import Diagnostics
import JSONText
import Provenance
import VirtualTime

enum ClockRequest {
  case advance(TimeSpan)
  case set(Instant)

  static let help =
    #"write `{"advance":"P9D"}` or `{"set":"2026-01-10T00:00:00Z"}`, times in UTC"#

  /// Nil for what says neither.
  init?(_ body: ArraySlice<UInt8>) {
    var tree = Tree()
    var sink = Sink()
    let root: NodeID
    do throws(Reported) {
      root = try parseJSON(
        SourceFile(name: "request", bytes: Array(body)), into: &tree, sink: &sink)
    } catch { return nil }
    guard tree.kind(of: root) == .mapping, tree.count(of: root) == 1 else { return nil }
    func text(_ key: String) -> String? {
      guard let node = tree.value(key, in: root), tree.kind(of: node) == .string else {
        return nil
      }
      return tree.text(of: node)
    }
    if let duration = text("advance").flatMap(ISODuration.init) {
      self = .advance(TimeSpan(milliseconds: duration.milliseconds))
    } else if let instant = text("set").flatMap(Instant.init(parsing:)) {
      self = .set(instant)
    } else {
      return nil
    }
  }
}
