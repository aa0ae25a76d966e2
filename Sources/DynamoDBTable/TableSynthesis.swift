// What a table becomes: the list of its parts, and what references to it become.

package import CloudFormation
package import ComponentKit
import Provenance
import ServiceSpec
import Shapes

extension Table {
  package func synthesize(in context: SynthesisContext, stem: String) -> ComponentOutput? {
    let settings = TableSettings(self, stem: stem, in: context)
    var output = ComponentOutput()
    output.parameters = context.tagParameters
    output.resources += EncryptionKey.resources(settings)
    output.resources.append(
      isGlobal ? GlobalTableResource.resource(settings) : TableResource.resource(settings))
    output.resources += ScalingResources.resources(settings)
    output.resources += BackupResources.resources(settings)
    output.resources += AlarmResources.resources(settings)
    output.resources += Dashboard.resources(settings)
    output.parameters += Accelerator.parameters(settings)
    output.resources += Accelerator.resources(settings)
    output.companions +=
      EncryptionKey.companions(settings) + BackupResources.companions(settings)
      + AlarmResources.companions(settings)
    if let cause = settings.phaseCause {
      output.parameters.append(PhaseParameter.parameter(cause))
      output.conditions.append(PhaseParameter.condition(cause))
    }
    output.outputs = TableOutputValues.outputs(settings)
    output.omissions = settings.omissions
    output.needs =
      AlarmResources.needs(settings) + AuditSettings.needs(settings)
      + EndpointSettings.needs(settings)
    return output
  }

  package func bytesMin(of path: [String], in context: SynthesisContext) -> Int {
    let name =
      config.tableName.value.map(context.bytesMin)
      ?? "\(context.placement.stack)-\(entry.name.value)".utf8.count
    func arn(_ rest: String) -> Int {
      context.arnBytesMin(service: "dynamodb", "table/".utf8.count + name + rest.utf8.count)
    }
    switch path.first {
    case "tableName": return name
    case "tableArn": return arn("")
    case "streamArn", "tableStreamArn": return arn("/stream/2026-01-31T00:00:00.000")
    case "indexArn": return arn("/index/" + (path.last ?? ""))
    default: return 1
    }
  }

  package func pieces(
    of path: [String], stem: String, in context: SynthesisContext
  ) -> [SubstitutionPiece]? {
    let settings = TableSettings(self, stem: stem, in: context)
    let names = settings.names
    switch path.first {
    case "tableName": return names.tableReference.pieces
    case "tableArn": return names.tableAttribute(.arn).pieces
    case "streamArn", "tableStreamArn": return names.tableAttribute(.streamArn).pieces
    case "indexArn":
      guard path.count == 2, let table = names.tableAttribute(.arn).pieces else { return nil }
      return table + [.text("/index/\(path[1])")]
    case "kmsKeyArn": return settings.customerKeyARN
    case "daxEndpoint": return names.accelerator.attribute(.clusterDiscoveryEndpoint).pieces
    case "backupVaultArn": return names.vault.attribute(.backupVaultArn).pieces
    default: return nil
    }
  }
}
