// What `${name.attribute}` of a function becomes.

package import CloudFormation
import ComponentKit
import Provenance

extension FunctionSettings {
  package func pieces(of path: [String]) -> [SubstitutionPiece]? {
    guard path.count == 1 else { return nil }
    switch path[0] {
    case "functionName": return names.function.reference.pieces
    case "functionArn": return names.function.attribute(.arn).pieces
    case "roleArn": return names.role.attribute(.arn).pieces
    case "roleName": return names.role.reference.pieces
    case "deadLetterQueueArn":
      return deadLetterTarget.flatMap { target, cause in target.arn(cause).pieces }
    default: return nil
    }
  }
}
