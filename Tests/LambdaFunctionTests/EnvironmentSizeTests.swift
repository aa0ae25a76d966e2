// How much room the variables of a function take: what binds give counts as what is deployed.

import Catalog
import Compiler
import Diagnostics
import Foundation
import Provenance
import Testing

@Suite struct EnvironmentSizeTests {
  /// A function that is bound to so many tables; the last of them in its own line.
  private static func spec(_ count: Int, region: String?, access: String) -> String {
    var text = "service: shop\ncomplianceFramework: commercial\n"
    if let region { text += "region: \(region)\n" }
    text += "components:\n"
    for table in 0..<count {
      text += "  - name: table-\(table)\n    type: dynamodb-table\n    config:\n"
      text += "      partitionKey: { name: id, type: S }\n"
      text += "      streamSpecification: { streamViewType: KEYS_ONLY }\n"
      if table == 1 { text += "      tableName: a-name-of-its-own\n" }
    }
    text += "  - name: api\n    type: lambda-api\n    config:\n      handler: src/api.handler\n"
    text += "      environment: { variables: { FIRST: \"at ${table-0.tableArn}\" } }\n    binds:\n"
    for table in 0..<count {
      text += "      - { to: table-\(table), capability: \"database:dynamodb\","
      text += " access: [\(access)] }\n"
    }
    return text
  }

  private static func findings(_ spec: String, synthesized: Bool) -> Findings {
    let file = SourceFile(name: "service.yml", bytes: Array(spec.utf8))
    guard synthesized else {
      return Compiler.validate(file, with: Catalog.vocabulary(), options: CompileOptions())
    }
    return Compiler.synthesize(
      file, with: Catalog.vocabulary(), options: CompileOptions(), format: .json
    ).findings
  }

  /// As Lambda stores them, once CloudFormation has put values in place.
  private static func size(_ count: Int, region: String, partition: String, stream: Bool) -> Int {
    var variables: [String: String] = [:]
    for table in 0..<count {
      let name = table == 1 ? "a-name-of-its-own" : "shop-table-\(table)"
      let arn = "arn:\(partition):dynamodb:\(region):123456789012:table/\(name)"
      if table == 0 { variables["FIRST"] = "at \(arn)" }
      variables["TABLE_\(table)_TABLE_NAME"] = name
      variables["TABLE_\(table)_TABLE_ARN"] = arn
      if stream {
        variables["TABLE_\(table)_STREAM_ARN"] = "\(arn)/stream/2026-01-31T12:00:00.000"
      }
    }
    // The slashes of ARNs are not escaped where they are stored.
    let entries = variables.map { "\"\($0.key)\":\"\($0.value)\"" }
    return "{\(entries.joined(separator: ","))}".utf8.count
  }

  @Test(arguments: [
    (String?.none, "us-east-1", "aws", "read"), ("us-east-1", "us-east-1", "aws", "read"),
    ("us-gov-west-1", "us-gov-west-1", "aws-us-gov", "read"),
    ("ap-northeast-1", "ap-northeast-1", "aws", "read, stream-read"),
  ])
  func exactlyWhatIsTooMuchIsRefused(
    region: String?, deployed: String, partition: String, access: String
  ) throws {
    let sizes = (0...40).map {
      EnvironmentSizeTests.size(
        $0, region: deployed, partition: partition, stream: access.hasSuffix("stream-read"))
    }
    let most = try #require(sizes.lastIndex { $0 <= 4_096 })
    for synthesized in [true, false] {
      let fits = EnvironmentSizeTests.findings(
        EnvironmentSizeTests.spec(most, region: region, access: access), synthesized: synthesized)
      #expect(fits.located.filter { $0.finding.code.id == "FUNC010" }.isEmpty)
      let spec = EnvironmentSizeTests.spec(most + 1, region: region, access: access)
      let found = EnvironmentSizeTests.findings(spec, synthesized: synthesized).located
        .filter { $0.finding.code.id == "FUNC010" }
      #expect(found.count == 1)
      #expect(found[0].finding.message.contains("take \(sizes[most + 1]) bytes or more"))
      // The bind that no longer has room is the last one.
      let lines = spec.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(found[0].place.start.line == lines.count - 1)
    }
  }
}
