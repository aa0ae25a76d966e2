// Where the things of a stack are, so that nobody has to look through all of them.

import IAMPolicy

/// Of several by one name the first counts.
struct StackPlaces: Sendable {
  /// Resources by ARN.
  private(set) var resources: [String: Int] = [:]
  /// Tables by logical id.
  private(set) var tables: [String: Int] = [:]
  /// By the table's ARN: itself, and what belongs to it.
  private(set) var parts: [String: [Int]] = [:]
  /// What stands for actions on no resource.
  private(set) var account: [Int] = []
  private(set) var policies: [String: StackPolicy] = [:]

  init(_ stack: StackAccess) {
    for (place, resource) in stack.resources.enumerated() {
      if resources[resource.arn] == nil { resources[resource.arn] = place }
      if let table = resource.tableARN { parts[table, default: []].append(place) }
      if resource.kind == .account { account.append(place) }
      if resource.kind == .table, let id = resource.logicalID, tables[id] == nil {
        tables[id] = place
      }
    }
    let all =
      stack.principals.flatMap { $0.policies + [$0.boundary].compactMap { $0 } }
      + stack.resources.compactMap(\.policy) + stack.endpoints.compactMap(\.policy)
    for policy in all where policies[policy.name] == nil { policies[policy.name] = policy }
  }
}

extension StackAccess {
  /// By ARN; an index that the template does not know belongs to its table.
  package func resource(at arn: String) -> StackResource? {
    guard let places else { return resources.first { $0.arn == arn } }
    return places.resources[arn].map { resources[$0] }
  }

  /// The policy of the resource that an ARN lies in, which may also speak of its indexes.
  package func resourcePolicy(at arn: String) -> StackPolicy? {
    if let resource = resource(at: arn) {
      guard resource.kind == .index else { return resource.policy }
      return resource.tableARN.flatMap(resource(at:))?.policy
    }
    guard let range = arn.firstRange(of: "/index/") else { return nil }
    return self.resource(at: String(arn[..<range.lowerBound]))?.policy
  }

  package func policy(named name: String) -> StackPolicy? { places?.policies[name] }

  /// By the logical id of its resource.
  func table(_ logicalID: String) -> StackResource? {
    places?.tables[logicalID].map { resources[$0] }
  }

  /// A table, and what belongs to it.
  func parts(of table: StackResource) -> [StackResource] {
    (places?.parts[table.arn] ?? []).map { resources[$0] }
  }

  /// What stands for actions on no resource.
  var accounts: [StackResource] { (places?.account ?? []).map { resources[$0] } }

  /// Positions of those that are named in full, in the order of the stack.
  func positions(named texts: [String]) -> [Int] {
    Set(texts.compactMap { places?.resources[$0] }).sorted()
  }
}
