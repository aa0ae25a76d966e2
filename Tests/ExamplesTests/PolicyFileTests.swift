// What `iam/` shows to a reviewer is what the templates deploy, split or whole.

import Foundation
import Provenance
import TestKit
import Testing

@Suite struct PolicyFileTests {
  @Test(arguments: ExampleRun.ready) func showWhatIsDeployed(_ run: ExampleRun) throws {
    for files in [try run.files(), try run.splitFiles()] {
      var deployed: [String: Set<String>] = [:]
      for file in files where file.isTemplate {
        let template = try Reading.json(file.bytes)
        for (id, _) in template.members("Resources") {
          let place = "/Resources/\(id)/Properties/PolicyDocument"
          if let document = template.node(place) {
            deployed[id, default: []].insert(template.canonical(document))
          }
        }
      }
      for file in files where file.path.contains("/iam/") {
        let reading = try Reading.json(file.bytes)
        let policies = try #require(reading.node("/policies"))
        for policy in reading.tree.children(of: policies) {
          let document = try #require(reading.tree.value("document", in: policy))
          let name = reading.text("name", in: policy)
          #expect(deployed[name]?.contains(reading.canonical(document)) == true, "\(name)")
        }
      }
    }
  }
}
