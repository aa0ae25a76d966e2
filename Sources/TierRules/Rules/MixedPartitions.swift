// REG-3, a row of what the tiers require.

import AWSNames
import CloudFormation
import Diagnostics

enum MixedPartitions: TierRule {
  static let code = Code("REG-3", "mixed-partitions", .error)
  static let requirement = "nothing leads from one partition to another, for nothing can"
  static let bars = TierBars(commercial: .required, moderate: .required, high: .required)
  static let controls: [Control] = ["SA-9(5)", "CM-2"]

  static func check(_ stack: StackView, _ report: inout RuleReport) {
    for table in stack.tables {
      var first: (partition: Partition, region: ValueView)?
      for copy in table.copies {
        guard let region = copy.region, let partition = region.partition else { continue }
        if let first, first.partition != partition {
          report.fails(
            table, at: region, "\(copy.title) is in another partition than the first",
            help: "choose regions of one partition; DynamoDB does not replicate between them")
        } else {
          first = (partition, region)
        }
      }
      if let first { report.holds(table, at: first.region) }
    }
  }
}

extension ValueView {
  /// The partition of a region that is known by its name.
  fileprivate var partition: Partition? { string.flatMap { Region(named: $0) }?.partition }
}
