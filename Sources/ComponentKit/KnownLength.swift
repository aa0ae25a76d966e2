// How long at least the texts are that only deployment knows: names and ARNs are ours, but for the
// account and the region in them.

import AWSNames
import CloudFormation
import Provenance
import ServiceSpec
package import Shapes

extension SynthesisContext {
  /// The fewest bytes of a text once its references are resolved.
  package func bytesMin(of text: Text) -> Int {
    if let literal = text.literal { return literal.utf8.count }
    do throws(ReferenceFault) {
      return try ReferenceText.pieces(of: text.written).reduce(0) { $0 + bytesMin(of: $1) }
    } catch { preconditionFailure("a text that cannot be read was reported") }
  }

  private func bytesMin(of piece: ReferencePiece) -> Int {
    switch piece {
    case .literal(let text): return text.utf8.count
    case .pseudoParameter(let parameter): return bytesMin(of: parameter)
    case .policyVariable(let variable): return variable.utf8.count + 3
    case .component(let name, let path):
      return neighbour(name)?.component.bytesMin(of: path, in: self) ?? 1
    case .environmentValue, .environmentTest:
      preconditionFailure("values of the environment were put in place before")
    }
  }

  private func bytesMin(of parameter: PseudoParameter) -> Int {
    switch parameter {
    case .accountId: return 12
    case .region: return placement.region?.value.utf8.count ?? 9
    case .partition: return partitionBytes
    case .urlSuffix: return 13
    case .stackId, .stackName: return 1
    }
  }

  private var partitionBytes: Int {
    let region = placement.region.flatMap { Region(named: $0.value) }
    return (region?.partition ?? .aws).name.utf8.count
  }

  /// `arn:aws:dynamodb:us-east-1:123456789012:` and what follows it, which is `rest` long.
  package func arnBytesMin(service: String, _ rest: Int) -> Int {
    "arn:::::".utf8.count + partitionBytes + service.utf8.count + bytesMin(of: .region)
      + bytesMin(of: .accountId) + rest
  }
}
