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

  /// `layers/dynamodb-table/base.yaml` and its like.
  private static func layers() -> [LayerText] {
    BuiltInFile.names(under: "layers/").compactMap { name in
      let parts = name.split(separator: "/")
      guard parts.count == 3, let component = ComponentType(rawValue: String(parts[1])),
        let bytes = BuiltInFile.bytes(name)
      else { return nil }
      let tier = Tier(rawValue: String(parts[2].dropLast(".yaml".count)))
      let file = SourceFile(
        name: "components/\(parts[1])/tiers/\(parts[2])", bytes: bytes,
        role: .layer(tier?.rawValue ?? "base"))
      return LayerText(component: component, tier: tier, file: file)
    }.sorted {
      ($0.component.rawValue, $0.tier == nil ? 0 : 1) < (
        $1.component.rawValue, $1.tier == nil ? 0 : 1
      )
    }
  }
}
