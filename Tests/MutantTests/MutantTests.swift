import CloudFormation
import Compliance
import Foundation
import TestKit
import Testing

@Suite struct Probe {
  @Test func measure() throws {
    var survivors: [String: Int] = [:]
    var killed: [String: Int] = [:]
    var total = 0
    let clock = ContinuousClock()
    let start = clock.now
    var seen = Set<String>()
    var all = 0
    for golden in GoldenTemplate.all {
      let template = try golden.read()
      let before = Objection.all(of: template, as: golden.tier)
      print("===", golden.path, before.count, template.resources.count)
      for o in before { print("   ", o) }
      for mutation in MutationPlan.mutations(of: template) {
        all += 1
        let type = template.resources[mutation.resource].type
        let cls = "\(golden.tier) \(type) \(mutation.pointer) \(mutation.name)"
        guard seen.insert(cls).inserted else { continue }
        total += 1
        let after = Objection.all(of: mutation.applied(to: template), as: golden.tier)
        let new = after.subtracting(before)
        if new.isEmpty {
          survivors["\(golden.tier) \(type) \(mutation.pointer) \(mutation.name)", default: 0] += 1
        } else {
          for code in Set(new.map(\.code)) { killed[code, default: 0] += 1 }
        }
      }
    }
    print("=== all", all, "total", total, "in", clock.now - start)
    var text = ""
    for (k, v) in survivors.sorted(by: { $0.key < $1.key }) { text += "\(k) \(v)\n" }
    try Data(text.utf8).write(to: URL(fileURLWithPath: "/tmp/survivors.txt"))
    print(killed.sorted { $0.key < $1.key })
  }
}
