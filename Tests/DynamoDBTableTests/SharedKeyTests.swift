// The service's own key and topic: who may use them is who something of the service needs.

import CloudFormation
import Compliance
import ComponentKit
import Diagnostics
import Provenance
import SharedResources
import Testing
import YAMLText

@Suite struct SharedKeyTests {
  private func template(_ needs: [SharedNeed]) throws -> ReadTemplate {
    var tree = Tree()
    var sink = Sink()
    let node = try parseYAML(
      SourceFile(name: "service.yml", bytes: Array("service: shop".utf8)), into: &tree, sink: &sink)
    let context = SynthesisContext(
      placement: Placement(
        service: "shop", environment: "prod", tier: .commercial, tierNode: node, region: nil,
        owner: nil),
      tree: tree, neighbours: [:])
    var template = Template(description: "shop", cause: .fixed(.structure))
    template.resources = SharedResources.synthesize(needs, in: context).output.resources
    return try ReadTemplate(TemplateJSON.write(template))
  }

  private static let policy = "/Resources/SharedEncryptionKey/Properties/KeyPolicy/Statement"
  private let cause = Cause.fixed(.structure)

  @Test func nothingIsSharedUnasked() throws {
    #expect(try template([]).resources == [])
  }

  @Test(arguments: [
    (KeyUse.logs, ["LetLogsBeEncrypted"]), (.queues, ["LetCallersUseQueues"]),
    (.alarms, ["LetAlarmsReachTheTopic"]),
    (.variables, ["LetCallersUseVariables", "LetVariablesBeDecrypted"]),
    (.trail, ["LetTheTrailBeEncrypted", "LetTheTrailBeRead"]),
  ])
  func policyAdmitsWhatWasAskedForAndNothingElse(use: KeyUse, expected: [String]) throws {
    let template = try template([.encryptionKey(use, cause: cause)])
    let names = (0..<6).map { template[SharedKeyTests.policy + "/\($0)/Sid"] }
      .filter { !$0.isEmpty }
    let all = ["AdministerTheKey"] + expected + ["DenyGrantsToOthers"]
    #expect(names == all.map { "\"\($0)\"" })
    let text = template[SharedKeyTests.policy]
    #expect(!text.contains("kms:*"))
    for position in expected.indices {
      #expect(template[SharedKeyTests.policy + "/\(position + 1)/Condition"] != "")
    }
  }

  @Test func askingTwiceMakesOneStatement() throws {
    let once = try template([.encryptionKey(.logs, cause: cause)])
    let twice = try template([
      .encryptionKey(.logs, cause: cause), .encryptionKey(.logs, cause: cause),
    ])
    #expect(once[SharedKeyTests.policy] == twice[SharedKeyTests.policy])
    #expect(
      once["/Resources/SharedEncryptionKeyAlias/Properties/AliasName"]
        == #""alias/shop-prod/shared""#)
    #expect(once["/Resources/SharedEncryptionKey/DeletionPolicy"] == #""Retain""#)
    #expect(once["/Resources/SharedEncryptionKey/Properties/EnableKeyRotation"] == "true")
  }

  @Test func topicIsEncryptedAndHearsAlarmsOverTLSOnly() throws {
    let template = try template([.alarmTopic(cause: cause), .alarmTopic(cause: cause)])
    #expect(
      template.resources == [
        "SharedAlarmTopic", "SharedAlarmTopicPolicy", "SharedEncryptionKey",
        "SharedEncryptionKeyAlias",
      ])
    let statements = "/Resources/SharedAlarmTopicPolicy/Properties/PolicyDocument/Statement/"
    #expect(
      template[statements + "0/Principal"] == #"{"Service":["cloudwatch.amazonaws.com"]}"#)
    #expect(
      template[statements + "0/Condition/StringEquals"]
        == #"{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}"#)
    #expect(
      template[statements + "1/Condition"] == #"{"Bool":{"aws:SecureTransport":"false"}}"#)
    #expect(template[SharedKeyTests.policy + "/1/Sid"] == #""LetAlarmsReachTheTopic""#)
  }
}
