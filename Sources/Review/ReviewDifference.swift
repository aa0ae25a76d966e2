// What changed between two reviews of one stack: who may do what, rows, waivers, resources.

package import AccessMatrix
import IAMPolicy

package struct ReviewDifference: Sendable, Equatable {
  package struct Access: Sendable, Equatable {
    package let principal: String
    /// `table shop-orders`
    package let resource: String
    package let gained: [String]
    package let lost: [String]
  }

  package struct Row: Sendable, Equatable {
    package let id: String
    package let requirement: String
    /// Nil where the tier did not ask it.
    package let before: RowStatus?
    package let after: RowStatus?
  }

  package struct Change<Value: Sendable & Equatable>: Sendable, Equatable {
    package let before: Value?
    package let after: Value?
  }

  package struct Resource: Sendable, Equatable {
    package enum Kind: String, Sendable { case added, removed, changed }

    package let kind: Kind
    package let logicalID: String
    package let type: String
    package let component: String?
    /// What differs of one that was there and still is.
    package let members: [Member]
  }

  package struct Member: Sendable, Equatable {
    package let pointer: String
    package let before: String?
    package let after: String?
  }

  /// How the older one is called.
  package let base: String
  package let access: [Access]
  package let bindings: [Change<ReviewedBinding>]
  package let rows: [Row]
  package let waivers: [Change<ReviewedWaiver>]
  package let resources: [Resource]

  package var isEmpty: Bool {
    access.isEmpty && bindings.isEmpty && rows.isEmpty && waivers.isEmpty && resources.isEmpty
  }

  package init(
    from old: (review: ServiceReview, access: AccessMatrix), named base: String,
    to new: (review: ServiceReview, access: AccessMatrix)
  ) {
    self.base = base
    access = ReviewDifference.access(old.access, new.access)
    bindings = ReviewDifference.changes(old.review.bindings, new.review.bindings) {
      "\($0.component)\n\($0.target)\n\($0.capability)"
    } isSame: {
      $0.access == $1.access && $0.options == $1.options
    }
    rows = ReviewDifference.rows(old.review.rows, new.review.rows)
    waivers = ReviewDifference.changes(old.review.waivers, new.review.waivers) {
      "\($0.component)\n\($0.row)"
    } isSame: {
      $0.reason == $1.reason && $0.owner == $1.owner && $0.expires == $1.expires
    }
    resources = ReviewDifference.resources(old.review.resources, new.review.resources)
  }
}

// MARK: - Comparing

extension ReviewDifference {
  /// What stands in both and differs, what is new, then what is gone; several of one key are told
  /// apart by their order.
  private static func changes<Value>(
    _ old: [Value], _ new: [Value], key: (Value) -> String, isSame: (Value, Value) -> Bool
  ) -> [Change<Value>] {
    var waiting = Dictionary(grouping: old, by: key)
    var changes: [Change<Value>] = []
    for value in new {
      guard let before = waiting[key(value)]?.first else {
        changes.append(Change(before: nil, after: value))
        continue
      }
      waiting[key(value)]?.removeFirst()
      if !isSame(before, value) { changes.append(Change(before: before, after: value)) }
    }
    // What is left of each key are its last ones.
    var counts: [String: Int] = [:]
    for value in old.reversed() {
      let name = key(value)
      counts[name, default: 0] += 1
      if counts[name, default: 0] <= waiting[name]?.count ?? 0 {
        changes.append(Change(before: value, after: nil))
      }
    }
    return changes
  }

  private static func rows(_ old: [ReviewedRow], _ new: [ReviewedRow]) -> [Row] {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = Set(new.map(\.id))
    return new.compactMap { row in
      let was = before[row.id]?.status
      guard was != row.status else { return nil }
      return Row(id: row.id, requirement: row.requirement, before: was, after: row.status)
    }
      + old.filter { !kept.contains($0.id) }.map {
        Row(id: $0.id, requirement: $0.requirement, before: $0.status, after: nil)
      }
  }

  private static func resources(
    _ old: [ReviewedResource], _ new: [ReviewedResource]
  ) -> [Resource] {
    // A companion may hold an id that the stack's own template holds too.
    func name(_ resource: ReviewedResource) -> String { "\(resource.file)\n\(resource.logicalID)" }
    let before = Dictionary(old.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(name))
    var found: [Resource] = []
    for resource in new {
      guard let was = before[name(resource)] else {
        found.append(Resource(.added, resource))
        continue
      }
      let members = difference(was.members, resource.members)
      if !members.isEmpty { found.append(Resource(.changed, resource, members)) }
    }
    return found + old.filter { !after.contains(name($0)) }.map { Resource(.removed, $0) }
  }

  private static func difference(
    _ old: [ReviewedMember], _ new: [ReviewedMember]
  ) -> [Member] {
    let before = Dictionary(
      old.map { ($0.pointer, $0.value) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(\.pointer))
    return new.filter { before[$0.pointer] != $0.value }.map {
      Member(pointer: $0.pointer, before: before[$0.pointer], after: $0.value)
    }
      + old.filter { !after.contains($0.pointer) }.map {
        Member(pointer: $0.pointer, before: $0.value, after: nil)
      }
  }
}

extension ReviewDifference.Resource {
  fileprivate init(
    _ kind: Kind, _ resource: ReviewedResource, _ members: [ReviewDifference.Member] = []
  ) {
    self.init(
      kind: kind, logicalID: resource.logicalID, type: resource.type,
      component: resource.component, members: members)
  }
}

// MARK: - Access

extension ReviewDifference {
  private struct Pair: Hashable {
    let principal: String
    let resource: String
  }

  private static func access(_ old: AccessMatrix, _ new: AccessMatrix) -> [Access] {
    let before = allowed(old)
    let after = allowed(new)
    let known = Set(after.map(\.pair))
    let pairs = after.map(\.pair) + before.map(\.pair).filter { !known.contains($0) }
    let had = Dictionary(before.map { ($0.pair, $0.actions) }, uniquingKeysWith: +)
    let has = Dictionary(after.map { ($0.pair, $0.actions) }, uniquingKeysWith: +)
    return pairs.compactMap { pair in
      let lost = Set(had[pair] ?? [])
      let gained = Set(has[pair] ?? [])
      guard lost != gained else { return nil }
      return Access(
        principal: pair.principal, resource: pair.resource,
        gained: gained.subtracting(lost).sorted(), lost: lost.subtracting(gained).sorted())
    }
  }

  /// What may be allowed counts as allowed: who approves wants to know of it.
  private static func allowed(_ matrix: AccessMatrix) -> [(pair: Pair, actions: [String])] {
    let outside = matrix.outside.map { one in
      (
        Pair(
          principal: "\(one.who), from outside",
          resource: matrix.stack.resources[one.resource].title), one.actions
      )
    }
    return outside
      + matrix.rows.compactMap { row in
        let actions = row.cells.filter { $0.decision == .allowed || $0.decision == .unknown }
          .map(\.action.fullName)
        guard !actions.isEmpty else { return nil }
        return (
          Pair(
            principal: matrix.stack.principals[row.principal].name,
            resource: matrix.stack.resources[row.resource].title), actions
        )
      }
  }
}
