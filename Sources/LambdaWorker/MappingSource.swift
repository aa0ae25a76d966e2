// What stream a mapping reads: a component's, by reference, or one that somebody else owns.

import Provenance
import ServiceSpec
import Shapes

enum MappingSource {
  /// `${name.path}` and nothing else.
  case attribute(component: String, path: [String])
  /// References of which at least one is to a component, with text around it.
  case composed(component: String, path: [String])
  /// An ARN, perhaps with pseudo-parameters in it.
  case foreign

  init(_ text: Text) {
    // A text that cannot be read was reported where references are resolved.
    let pieces: [ReferencePiece]
    do throws(ReferenceFault) { pieces = try ReferenceText.pieces(of: text.written) } catch {
      self = .foreign
      return
    }
    for piece in pieces {
      guard case .component(let name, let path) = piece else { continue }
      self =
        pieces.count == 1
        ? .attribute(component: name, path: path) : .composed(component: name, path: path)
      return
    }
    self = .foreign
  }

  static func isStream(_ path: [String]) -> Bool {
    path == ["streamArn"] || path == ["tableStreamArn"]
  }

  /// The component whose stream is read; nil for a stream of somebody else's.
  var component: String? {
    guard case .attribute(let name, let path) = self, MappingSource.isStream(path) else {
      return nil
    }
    return name
  }
}

extension LambdaWorker {
  /// The mappings whose shape holds.
  var mappings: [Traced<EventSourceMapping>] { config.eventSourceMappings.value?.elements ?? [] }
}
