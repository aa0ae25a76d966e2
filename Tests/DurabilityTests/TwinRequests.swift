// Requests made up from a seed, and everything that can be seen of tables.

import TableWire
import VirtualTime

struct TwinRequests {
  private static let names = ["orders", "events", "people"]
  private var random: SeededRandom

  init(random: SeededRandom) { self.random = random }

  private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  private static func arn(_ table: String) -> String {
    "arn:aws:dynamodb:us-east-1:123456789012:table/\(table)"
  }

  /// Some are refused, which must leave the same traces, too.
  mutating func next(_ server: TableServer, at now: Instant) -> (String, String) {
    let table = TwinRequests.names[number(3)]
    let name = #""TableName":"\#(table)""#
    let key = #"{"id":{"S":"\#(number(12))"}}"#
    let until = now.seconds + Int64(number(9_000)) - 3_000
    let item =
      #"{"id":{"S":"\#(number(12))"},"kind":{"S":"\#(number(3))"},"n":{"N":"\#(number(99))"},"#
      + #""until":{"N":"\#(until)"},"text":{"S":"\#(text())"}}"#
    switch number(26) {
    case 0, 1: return ("CreateTable", TwinRequests.definition(table))
    case 2: return number(4) == 0 ? ("DeleteTable", "{\(name)}") : ("PutItem", put(name, item))
    case 3...9: return ("PutItem", put(name, item))
    case 10:
      return (
        "PutItem", #"{\#(name),"Item":\#(item),"ConditionExpression":"attribute_not_exists(id)"}"#
      )
    case 11, 12:
      return (
        "UpdateItem",
        #"{\#(name),"Key":\#(key),"UpdateExpression":"ADD n :one","#
          + #""ExpressionAttributeValues":{":one":{"N":"1"}},"ReturnValues":"ALL_NEW"}"#
      )
    case 13: return ("DeleteItem", #"{\#(name),"Key":\#(key),"ReturnValues":"ALL_OLD"}"#)
    case 14:
      return (
        "BatchWriteItem", #"{"RequestItems":{"\#(table)":[{"PutRequest":{"Item":\#(item)}}]}}"#
      )
    case 15, 16:
      return (
        "TransactWriteItems",
        #"{"ClientRequestToken":"token-\#(number(4))","TransactItems":[{"Put":{\#(name),"Item":"#
          + #"{"id":{"S":"\#(number(3))"}}}}]}"#
      )
    case 17:
      return (
        "ExecuteStatement",
        #"{"Statement":"INSERT INTO \"\#(table)\" VALUE {'id': '\#(number(30))'}"}"#
      )
    default: return control(table, name, server, at: now)
    }
  }

  /// Some values are longer than what a node has room for.
  private mutating func text() -> String {
    String(repeating: "t", count: number(4) == 0 ? 1_500 : number(40))
  }

  private func put(_ name: String, _ item: String) -> String { #"{\#(name),"Item":\#(item)}"# }

  private mutating func control(
    _ table: String, _ name: String, _ server: TableServer, at now: Instant
  ) -> (String, String) {
    let resource = #""ResourceArn":"\#(TwinRequests.arn(table))""#
    switch number(10) {
    case 9:
      let change = number(3) == 0 ? "Delete" : "Create"
      return (
        "UpdateTable", #"{\#(name),"ReplicaUpdates":[{"\#(change)":{"RegionName":"us-west-2"}}]}"#
      )
    case 0:
      return (
        "UpdateTimeToLive",
        #"{\#(name),"TimeToLiveSpecification":{"AttributeName":"until","Enabled":true}}"#
      )
    case 1:
      return ("TagResource", #"{\#(resource),"Tags":[{"Key":"k\#(number(3))","Value":"v"}]}"#)
    case 2: return ("UntagResource", #"{\#(resource),"TagKeys":["k\#(number(3))"]}"#)
    case 3: return ("CreateBackup", #"{\#(name),"BackupName":"backup"}"#)
    case 4:
      let backups = TwinRequests.all(
        "BackupArn", in: server.ask("ListBackups", "{}", at: now))
      guard !backups.isEmpty else { return ("ListBackups", "{}") }
      return (
        "RestoreTableFromBackup",
        #"{"TargetTableName":"people","BackupArn":"\#(backups[number(backups.count)])"}"#
      )
    case 5:
      return (
        "UpdateContinuousBackups",
        #"{\#(name),"PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}"#
      )
    case 6:
      return (
        "RestoreTableToPointInTime",
        #"{"SourceTableName":"\#(table)","TargetTableName":"people","#
          + #""UseLatestRestorableTime":true}"#
      )
    case 7:
      return (
        "PutResourcePolicy",
        #"{\#(resource),"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}"#
      )
    default:
      let isOn = number(2) == 0
      let view = isOn ? #","StreamViewType":"NEW_AND_OLD_IMAGES""# : ""
      return (
        "UpdateTable", #"{\#(name),"StreamSpecification":{"StreamEnabled":\#(isOn)\#(view)}}"#
      )
    }
  }

  private static func definition(_ table: String) -> String {
    """
    {"TableName":"\(table)","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id",\
    "KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},\
    {"AttributeName":"kind","AttributeType":"S"}],"GlobalSecondaryIndexes":[{"IndexName":"kinds",\
    "KeySchema":[{"AttributeName":"kind","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}],\
    "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
    """
  }

  // MARK: - What can be seen

  static func observations(_ server: TableServer, at now: Instant) -> [String] {
    var seen: [String] = []
    func ask(_ operation: String, _ body: String, in region: String = "us-east-1") -> String {
      let answer = server.ask(operation, body, at: now, in: region)
      seen.append("\(operation) \(body): \(answer)")
      return answer
    }
    _ = ask("ListTables", "{}")
    for table in names {
      let name = #""TableName":"\#(table)""#
      for operation in [
        "DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups", "Scan",
      ] {
        _ = ask(operation, "{\(name)}")
      }
      _ = ask("Scan", #"{\#(name),"IndexName":"kinds"}"#)
      for operation in ["DescribeTable", "Scan"] {
        _ = ask(operation, "{\(name)}", in: "us-west-2")
      }
      for operation in ["ListTagsOfResource", "GetResourcePolicy"] {
        _ = ask(operation, #"{"ResourceArn":"\#(arn(table))"}"#)
      }
    }
    for backup in all("BackupArn", in: ask("ListBackups", "{}")) {
      _ = ask("DescribeBackup", #"{"BackupArn":"\#(backup)"}"#)
    }
    for region in ["us-east-1", "us-west-2"] {
      for stream in all("StreamArn", in: ask("ListStreams", "{}", in: region)) {
        let shown = ask("DescribeStream", #"{"StreamArn":"\#(stream)"}"#, in: region)
        for shard in all("ShardId", in: shown) {
          let start =
            #"{"StreamArn":"\#(stream)","ShardId":"\#(shard)","ShardIteratorType":"TRIM_HORIZON"}"#
          for iterator in all("ShardIterator", in: ask("GetShardIterator", start, in: region)) {
            _ = ask("GetRecords", #"{"ShardIterator":"\#(iterator)"}"#, in: region)
          }
        }
      }
    }
    return seen
  }

  /// The texts of a member, wherever it is.
  private static func all(_ member: String, in text: String) -> [String] {
    text.split(separator: #""\#(member)":""#).dropFirst()
      .compactMap { $0.split(separator: "\"", maxSplits: 1).first.map(String.init) }
  }
}
