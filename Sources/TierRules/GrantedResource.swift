// What a statement lets in by a resource with wildcards in it: those of one thing that is named, or
// things that nobody named.

enum GrantedResource {
  /// Services of which the first part of a resource is a name; of others it is a kind, and the name
  /// comes second: `table/orders`, `secret:orders-a1b2c3`.
  private static let unkinded: Set<String> = ["s3", "sns", "sqs", "execute-api"]

  /// It is of one service and one account, whatever in those is meant.
  static func isOfOneAccount(_ text: String) -> Bool {
    guard Wildcard.isIn(text) else { return true }
    guard let arn = WrittenARN(text) else { return text.hasPrefix("${") }
    return ![arn.service, arn.account].contains(where: Wildcard.isIn)
  }

  /// A wildcard stands for what has no name before it is made, within a thing that has one: objects
  /// of a bucket, streams of a log group, versions of a function.
  static func isWithinNamedThing(_ text: String, isOfTables: Bool) -> Bool {
    guard Wildcard.isIn(text) else { return true }
    if let arn = WrittenARN(text) {
      guard ![arn.service, arn.region, arn.account].contains(where: Wildcard.isIn) else {
        return false
      }
      switch arn.service {
      case "dynamodb": return arisesAtRunTime(arn.resource)
      case "backup" where arn.resource.hasPrefix("recovery-point:"): return true
      case "secretsmanager" where isSecret(arn.resource): return true
      default: return hasName(arn)
      }
    }
    // A reference to an ARN: whatever follows a separator lies within.
    let sealed = WrittenARN.sealed(text)
    guard sealed.first == WrittenARN.reference, let next = sealed.dropFirst().first,
      next == "/" || next == ":"
    else { return false }
    return !isOfTables || arisesAtRunTime("table/" + sealed)
  }

  /// Backups get their names when they are made: `table/orders/backup/*`.
  private static func arisesAtRunTime(_ resource: String) -> Bool {
    guard resource.hasSuffix("/backup/*") else { return false }
    return !Wildcard.isIn(resource.dropLast())
  }

  /// The six characters that Secrets Manager adds to a name.
  private static func isSecret(_ resource: String) -> Bool {
    resource.hasPrefix("secret:") && resource.hasSuffix("-??????")
      && !Wildcard.isIn(resource.dropLast(6)) && resource.utf8.count > "secret:-??????".utf8.count
  }

  private static func hasName(_ arn: WrittenARN) -> Bool {
    // Groups of logs have slashes in their names.
    let parts = arn.resource.split { $0 == ":" || $0 == "/" && arn.service != "logs" }
    let place = parts.firstIndex { Wildcard.isIn($0) } ?? parts.endIndex
    return place >= (unkinded.contains(arn.service) ? 1 : 2)
  }
}
