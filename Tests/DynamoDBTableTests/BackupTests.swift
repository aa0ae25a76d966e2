// Scheduled backups: the vault, the plan, what it selects, and what its role may do.

import Compliance
import Testing

@Suite struct BackupTests {
  private static let key = "partitionKey: { name: id, type: S }\n"

  private func commercial(_ config: String) throws -> ReadTemplate {
    let table = SynthesizedTable(BackupTests.key + config)
    try #require(table.findings == [])
    return try table.template()
  }

  @Test func everySettingOfAPlanReachesIt() throws {
    let template = try commercial(
      """
      tags: { team: a }
      backupPolicy:
        backupPlan: { retention: 10 }
        scheduledBackups:
          - ruleName: weekly
            schedule: cron(0 5 ? * SUN *)
            timezone: Europe/Berlin
            retention: 365
            moveToColdStorageAfterDays: 30
            startWindowMinutes: 60
            completionWindowMinutes: 120
            copyTags: false
            copyTo:
              - vaultArn: arn:aws:backup:us-west-2:123456789012:backup-vault:theirs
                retention: 30
        vault:
          lock: { minRetentionDays: 7, maxRetentionDays: 400, changeableForDays: 3 }
          notifications:
            snsTopicArn: arn:aws:sns:us-east-1:123456789012:backups
            events: [BACKUP_JOB_FAILED]
      """)
    let rules = "/Resources/OrdersBackupPlan/Properties/BackupPlan/BackupPlanRule/"
    #expect(
      template[rules + "0"]
        == #"{"Lifecycle":{"DeleteAfterDays":10},"RecoveryPointTags":{"team":"a"},"#
        + #""RuleName":"backup","ScheduleExpression":"cron(0 5 * * ? *)","#
        + #""TargetBackupVault":{"Ref":"OrdersBackupVault"}}"#)
    #expect(
      template[rules + "1"]
        == #"{"CompletionWindowMinutes":120,"CopyActions":[{"DestinationBackupVaultArn":"#
        + #""arn:aws:backup:us-west-2:123456789012:backup-vault:theirs","#
        + #""Lifecycle":{"DeleteAfterDays":30}}],"#
        + #""Lifecycle":{"DeleteAfterDays":365,"MoveToColdStorageAfterDays":30},"#
        + #""RuleName":"weekly","ScheduleExpression":"cron(0 5 ? * SUN *)","#
        + #""ScheduleExpressionTimezone":"Europe/Berlin","StartWindowMinutes":60,"#
        + #""TargetBackupVault":{"Ref":"OrdersBackupVault"}}"#)
    let vault = "/Resources/OrdersBackupVault/"
    #expect(template[vault + "Properties/BackupVaultName"] == #""shop-orders""#)
    #expect(
      template[vault + "Properties/LockConfiguration"]
        == #"{"ChangeableForDays":3,"MaxRetentionDays":400,"MinRetentionDays":7}"#)
    #expect(
      template[vault + "Properties/Notifications"]
        == #"{"BackupVaultEvents":["BACKUP_JOB_FAILED"],"#
        + #""SNSTopicArn":"arn:aws:sns:us-east-1:123456789012:backups"}"#)
    #expect(template[vault + "Properties/AccessPolicy"] == "")
    #expect(template[vault + "DeletionPolicy"] == #""Retain""#)
    #expect(
      template["/Resources/OrdersBackupSelection/Properties/BackupSelection/Resources"]
        == #"[{"Fn::GetAtt":["OrdersTable","Arn"]}]"#)
  }

  @Test func shortFormIsARuleOfThirtyFiveDays() throws {
    let template = try commercial("backup: { enabled: true }")
    #expect(
      template["/Resources/OrdersBackupPlan/Properties/BackupPlan/BackupPlanRule"]
        == #"[{"Lifecycle":{"DeleteAfterDays":35},"RuleName":"backup","#
        + #""ScheduleExpression":"cron(0 5 * * ? *)","#
        + #""TargetBackupVault":{"Ref":"OrdersBackupVault"}}]"#)
    #expect(template["/Resources/OrdersBackupVault/Properties/EncryptionKeyArn"] == "")
  }

  @Test func nothingIsBackedUpUnasked() throws {
    #expect(try !commercial("backup: { enabled: false }").resources.contains("OrdersBackupVault"))
  }

  @Test func longNamesAreCutWithoutBecomingOne() throws {
    let names = try ["a", "b"].map { ending in
      let name = String(repeating: "x", count: 60) + ending
      let config = "tableName: xyz\nbackup: { enabled: true }\nbackupPolicy: {}"
      return try #require(
        SynthesizedTable(BackupTests.key + config, component: name).template()
          .value(ending: "BackupVault/Properties/BackupVaultName"))
    }
    #expect(names[0].utf8.count == 52)
    #expect(names[0] != names[1])
  }

  @Test func roleMayBackUpThisTableAndNothingElse() throws {
    let template = try commercial("backup: { enabled: true }\nkmsKey: { create: true }")
    let statements = "/Resources/OrdersBackupPolicy/Properties/PolicyDocument/Statement/"
    #expect(template[statements + "0/Resource"] == #"[{"Fn::GetAtt":["OrdersTable","Arn"]}]"#)
    #expect(template[statements + "1/Resource"] == #"[{"Fn::Sub":"${OrdersTable.Arn}/backup/*"}]"#)
    #expect(
      template[statements + "2/Resource"]
        == #"[{"Fn::GetAtt":["OrdersBackupVault","BackupVaultArn"]}]"#)
    #expect(template[statements + "3/Resource"] == #"[{"Fn::GetAtt":["OrdersTableKey","Arn"]}]"#)
    #expect(!template["/Resources/OrdersBackupPolicy"].contains("dynamodb:*"))
    #expect(
      template["/Resources/OrdersBackupRole/Properties/AssumeRolePolicyDocument/Statement/0"]
        == #"{"Action":["sts:AssumeRole"],"Condition":{"StringEquals":"#
        + #"{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}},"Effect":"Allow","#
        + #""Principal":{"Service":["backup.amazonaws.com"]},"Sid":"AssumeTheRole"}"#)
  }

  @Test func aliasOfAKeyIsAConditionNotAResource() throws {
    let template = try commercial(
      "backup: { enabled: true }\nsseSpecification: { kmsMasterKeyId: alias/theirs }")
    let statement = "/Resources/OrdersBackupPolicy/Properties/PolicyDocument/Statement/3/"
    #expect(
      template[statement + "Resource"]
        == #"[{"Fn::Sub":"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"}]"#)
    #expect(
      template[statement + "Condition/ForAnyValue:StringEquals"]
        == #"{"kms:ResourceAliases":"alias/theirs"}"#)
  }

  @Test func moderateLocksTheVaultAndDeniesDeletion() throws {
    let template = try TableAtTier(BackupTests.key, .fedrampModerate).template()
    let vault = "/Resources/OrdersBackupVault/Properties/"
    #expect(template[vault + "LockConfiguration"] == #"{"MinRetentionDays":365}"#)
    #expect(
      template[vault + "AccessPolicy/Statement/0/Action"]
        == #"["backup:DeleteRecoveryPoint","backup:UpdateRecoveryPointLifecycle"]"#)
    #expect(
      template[vault + "EncryptionKeyArn"] == #"{"Fn::GetAtt":["OrdersTableKey","Arn"]}"#)
    let rule = "/Resources/OrdersBackupPlan/Properties/BackupPlan/BackupPlanRule/0/"
    #expect(template[rule + "CopyActions"] == "")
  }

  @Test func highCopiesToAVaultThatTheCompanionMakes() throws {
    let table = try TableAtTier(BackupTests.key, .fedrampHigh)
    let template = try table.template()
    let rules = "/Resources/OrdersBackupPlan/Properties/BackupPlan/BackupPlanRule/"
    let arn =
      #"{"Fn::Sub":"arn:${AWS::Partition}:backup:us-west-2:${AWS::AccountId}:"#
      + #"backup-vault:shop-orders"}"#
    #expect(template[rules + "0/CopyActions/0/DestinationBackupVaultArn"] == arn)
    #expect(
      template[rules + "1/CopyActions/0/Lifecycle"]
        == #"{"DeleteAfterDays":2557,"MoveToColdStorageAfterDays":90}"#)
    #expect(
      template["/Resources/OrdersBackupPolicy/Properties/PolicyDocument/Statement/2/Resource/1"]
        == arn)
    let vault = try table.companion("us-west-2")
    let place = "/Resources/OrdersBackupVault/Properties/"
    #expect(vault[place + "BackupVaultName"] == #""shop-orders""#)
    #expect(vault[place + "EncryptionKeyArn"] == #"{"Fn::GetAtt":["OrdersTableKey","Arn"]}"#)
    #expect(
      vault[place + "LockConfiguration"] == #"{"ChangeableForDays":3,"MinRetentionDays":365}"#)
    #expect(vault[place + "AccessPolicy/Statement/0/Effect"] == #""Deny""#)
  }
}
