// Regions, their partitions, and what is offered where.

import AWSNames
import Diagnostics
import Shapes
import Testing

@Suite struct RegionTests {
  @Test func partitionsSpellThemselvesAsInARNs() {
    #expect(Partition.allCases.map(\.name) == ["aws", "aws-us-gov", "aws-cn"])
    #expect(Partition(named: "aws-cn") == .awsChina)
    #expect(Partition(named: "AWS") == nil)
  }

  @Test func everyRegionIsReadBack() throws {
    for region in Region.all {
      #expect(try Region(parsing: region.name) == region)
    }
    #expect(Region.all.count == 38)
    #expect(Set(Region.all.map(\.name)).count == Region.all.count)
  }

  @Test(arguments: [
    ("us-east-1", Partition.aws, true, true), ("eu-west-1", .aws, false, true),
    ("us-gov-west-1", .awsUSGov, true, false), ("cn-north-1", .awsChina, false, true),
  ])
  func knowsWhereItLies(
    name: String, partition: Partition, isUnitedStates: Bool, hasAccelerator: Bool
  ) throws {
    let region = try Region(parsing: name)
    #expect(region.partition == partition)
    #expect(region.isUnitedStates == isUnitedStates)
    #expect(region.hasAccelerator == hasAccelerator)
  }

  @Test(arguments: [
    ("us-est-1", "us-east-1"), ("us-east1", "us-east-1"), ("US-EAST-1", "us-east-1"),
    ("us-gov-west1", "us-gov-west-1"),
  ])
  func suggestsTheNearest(written: String, meant: String) {
    let fault = fault { () throws(FormatFault) in _ = try Region(parsing: written) }
    #expect(fault?.code == Region.unknown)
    #expect(fault?.message == "`\(written)` is not an AWS region")
    #expect(fault?.help == "did you mean `\(meant)`?")
  }

  @Test(arguments: ["", "virginia", String(repeating: "us-east-1", count: 10_000)])
  func explainsWhatARegionIs(written: String) {
    let fault = fault { () throws(FormatFault) in _ = try Region(parsing: written) }
    #expect(fault?.help?.hasPrefix("write a region's code") == true)
    #expect((fault?.message.utf8.count ?? 1_000) < 200)
  }

  @Test func strongConsistencyStaysInItsSet() throws {
    #expect(Region.strongConsistencySets.map(\.count) == [3, 4, 3])
    let ohio = try Region(parsing: "us-east-2")
    #expect(ohio.strongConsistencySet.map(\.name) == ["us-east-1", "us-east-2", "us-west-2"])
    #expect(try Region(parsing: "us-west-1").strongConsistencySet.isEmpty)
    #expect(try Region(parsing: "us-gov-west-1").strongConsistencySet.isEmpty)
  }
}
