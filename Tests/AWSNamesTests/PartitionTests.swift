// Partitions as ARNs spell them.

import AWSNames
import Testing

@Test func partitionsSpellThemselvesAsInARNs() {
  #expect(Partition.allCases.map(\.name) == ["aws", "aws-us-gov", "aws-cn"])
}
