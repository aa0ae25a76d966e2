// All components there are, and everything the compiler is built with.

import AWSNames
package import Compiler
import Compliance
import ComponentKit
import DynamoDBTable
import LambdaAPI
import LambdaWorker
import Provenance
import ServiceSpec
import Shapes

package enum Catalog {
  static let components: [any Component.Type] = [
    Table.self, LambdaAPI.self, LambdaWorker.self,
  ]

  /// The vocabulary built into this program.
  package static func vocabulary() -> Vocabulary {
    guard let blob = BuiltInFile.bytes("schema.bin") else {
      preconditionFailure("this program carries no schema")
    }
    return Vocabulary(
      schema: Schema(encoded: blob), formats: AWSFormats.all, components: components,
      layers: layers())
  }

  /// `layers/dynamodb-table/base.yaml` and its like: base, then tiers, then tiers in one region.
  private static func layers() -> [LayerText] {
    BuiltInFile.names(under: "layers/").flatMap(layers).sorted { left, right in
      (left.component.rawValue, left.depth) < (right.component.rawValue, right.depth)
    }
  }

  /// One folder may hold the layers of several types.
  private static func components(of folder: String) -> [ComponentType] {
    folder == "lambda-function"
      ? [.lambdaApi, .lambdaWorker] : [ComponentType(rawValue: folder)].compactMap { $0 }
  }

  /// `fedramp-high.us-gov-west-1.yaml` is laid where the stack goes to that region.
  private static func layers(_ name: String) -> [LayerText] {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count == 3, let bytes = BuiltInFile.bytes(name) else { return [] }
    let components = components(of: parts[1])
    let title = String(parts[2].dropLast(".yaml".count))
    let words = title.split(separator: ".", maxSplits: 1).map(String.init)
    let file = SourceFile(
      name: "components/\(parts[1])/tiers/\(parts[2])", bytes: bytes, role: .layer(title))
    return components.map { component in
      LayerText(
        component: component, tier: words.first.flatMap(Tier.init(rawValue:)),
        region: words.count > 1 ? words[1] : nil, file: file)
    }
  }
}

extension LayerText {
  fileprivate var depth: Int { region != nil ? 2 : tier != nil ? 1 : 0 }
}
