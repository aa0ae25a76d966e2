// Who can do what in a compiled stack, out of the templates that are emitted.

package import AccessMatrix
import AWSNames
package import Compiler
import ComponentKit
import Provenance
package import Simulation

extension AccessMatrix {
  /// Companions hold what replicas of other regions need, and no role. `account` is one that stands
  /// for whichever it will be.
  package init(of inspection: Inspection, account: String) throws(LoadFault) {
    let placement = inspection.placement
    let region = placement.region?.value ?? Placement.assumedRegion
    let options = TemplateOptions(
      region: region, account: account,
      partition: (Region(named: region)?.partition ?? .aws).name, stack: placement.stack,
      parameters: [:])
    self.init(
      try StackAccess.read(
        inspection.parts.map { StackTemplate(file: $0.path, bytes: $0.bytes) }, options,
        components: inspection.access.map(\.component)))
  }
}
