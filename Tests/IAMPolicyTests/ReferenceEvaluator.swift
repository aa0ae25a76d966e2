// The documented rules once more, as plainly as they can be written: over parsed JSON, with
// strings, dictionaries and recursion, knowing nothing of how the library does it.

import Foundation

typealias Object = [String: Any]

struct ReferenceEvaluator {
  let request: Object

  private var principal: String { request["principal"] as? String ?? "" }
  private var resource: String { request["resource"] as? String ?? "" }
  private var principalAccount: String { field(4, of: principal) }
  private var resourceAccount: String { field(4, of: resource) }
  private var isWithin: Bool {
    principalAccount.isEmpty || resourceAccount.isEmpty || principalAccount == resourceAccount
  }

  private func field(_ number: Int, of arn: String) -> String {
    let fields = arn.components(separatedBy: ":")
    return number < fields.count ? fields[number] : ""
  }

  // MARK: - The order of things

  /// 1. Any denial. 2. Control policies at every level, and the endpoint. 3. The resource policy,
  /// where it is enough. 4. Identity, boundary and session, and across accounts the resource too.
  func decide() -> String {
    let identity = list("identityPolicies")
    let resourcePolicy = (request["resourcePolicy"] as? Object).map { [$0] } ?? []
    let boundaries = list("permissionBoundaries")
    let sessions = list("sessionPolicies")
    let endpoints = list("endpointPolicies")
    let service = request["serviceControlPolicies"] as? [[Object]] ?? []
    let control = request["resourceControlPolicies"] as? [[Object]] ?? []
    let everything =
      identity + resourcePolicy + boundaries + sessions + endpoints + service.joined()
      + control.joined()
    if says("Deny", everything) { return "explicitDeny" }
    for level in service + control where !says("Allow", level) { return "implicitDeny" }
    if !endpoints.isEmpty, !says("Allow", endpoints) { return "implicitDeny" }

    let isLimited =
      !boundaries.isEmpty && !says("Allow", boundaries)
      || !sessions.isEmpty && !says("Allow", sessions)
    let names = resourcePolicy.flatMap { namesOfAllowances(in: $0) }
    let isDirect = names.contains { $0 == "direct" }
    let isRole = names.contains { $0 == "role" }
    if isWithin {
      if isDirect || isRole && !isLimited { return "allowed" }
      return says("Allow", identity) && !isLimited ? "allowed" : "implicitDeny"
    }
    return says("Allow", identity) && !isLimited && !names.isEmpty ? "allowed" : "implicitDeny"
  }

  private func list(_ name: String) -> [Object] { request[name] as? [Object] ?? [] }

  private func says(_ effect: String, _ policies: [Object]) -> Bool {
    policies.contains { policy in
      statements(of: policy).contains {
        $0["Effect"] as? String == effect && applies($0, policy) && howNamed($0) != nil
      }
    }
  }

  private func namesOfAllowances(in policy: Object) -> [String] {
    statements(of: policy).filter { $0["Effect"] as? String == "Allow" && applies($0, policy) }
      .compactMap { howNamed($0) }
  }

  private func statements(of policy: Object) -> [Object] {
    if let one = policy["Statement"] as? Object { return [one] }
    return policy["Statement"] as? [Object] ?? []
  }

  private func strings(_ value: Any?) -> [String] {
    if let many = value as? [Any] { return many.flatMap { strings($0) } }
    return (value as? String).map { [$0] } ?? []
  }

  // MARK: - Principals

  /// "direct", "role" or "account"; nil for a statement that names somebody else.
  private func howNamed(_ statement: Object) -> String? {
    if let names = statement["NotPrincipal"] { return isSpared(by: names) ? nil : "direct" }
    guard let names = statement["Principal"] else { return "attached" }
    return best(names)
  }

  private func best(_ names: Any) -> String? {
    if names as? String == "*" { return "direct" }
    var found: Set<String> = []
    for (kind, values) in names as? Object ?? [:] {
      for name in strings(values) {
        if name == "*" || name == principal { found.insert(isRole(name) ? "role" : "direct") }
        guard kind == "AWS" else { continue }
        if name == principalAccount
          || name.hasSuffix(":root") && field(4, of: name) == principalAccount
        {
          found.insert("account")
        }
        // A session belongs to the role of its name.
        let parts = field(5, of: principal).components(separatedBy: "/")
        if parts[0] == "assumed-role", isRole(name), field(4, of: name) == principalAccount,
          name.components(separatedBy: "/").last == parts[1]
        {
          found.insert("role")
        }
      }
    }
    return ["direct", "role", "account"].first { found.contains($0) }
  }

  /// Named as an account, as a role and as who it is, as far as it is each of these.
  private func isSpared(by names: Any) -> Bool {
    if names as? String == "*" { return true }
    let all = (names as? Object ?? [:]).flatMap { kind, values in
      strings(values).map { (kind, $0) }
    }
    if all.contains(where: { $0.1 == "*" }) { return true }
    let people = all.filter { $0.0 == "AWS" }.map(\.1)
    let resource = field(5, of: principal)
    let isOfAccount = principal.hasPrefix("arn:")
    let hasAccount = people.contains {
      $0 == principalAccount || $0.hasSuffix(":root") && field(4, of: $0) == principalAccount
    }
    let hasRole = people.contains {
      isRole($0) && field(4, of: $0) == principalAccount
        && $0.components(separatedBy: "/").last == resource.components(separatedBy: "/")[1]
    }
    let hasSelf = all.contains { $0.1 == principal }
    if !isOfAccount { return hasSelf }
    if resource == "root" { return hasAccount }
    if resource.hasPrefix("assumed-role/") { return hasAccount && hasRole && hasSelf }
    return hasAccount && hasSelf
  }

  private func isRole(_ name: String) -> Bool { field(5, of: name).hasPrefix("role/") }

  // MARK: - Statements

  private func applies(_ statement: Object, _ policy: Object) -> Bool {
    let hasVariables = policy["Version"] as? String == "2012-10-17"
    guard actionFits(statement) else { return false }
    // A variable without a value makes the whole statement count for nothing.
    var texts = strings(statement["Resource"]) + strings(statement["NotResource"])
    for (name, keys) in statement["Condition"] as? Object ?? [:]
    where name.contains("String") || name.contains("Arn") {
      texts += (keys as? Object ?? [:]).values.flatMap { strings($0) }
    }
    if hasVariables, texts.contains(where: { resolved($0) == nil }) { return false }
    return resourceFits(statement, hasVariables) && conditionHolds(statement, hasVariables)
  }

  private func actionFits(_ statement: Object) -> Bool {
    let action = (request["action"] as? String ?? "").lowercased()
    let listed = { (name: String) in
      self.strings(statement[name]).contains {
        self.glob(Array($0.lowercased()).map { Mark($0) }, Array(action))
      }
    }
    return statement["Action"] != nil ? listed("Action") : !listed("NotAction")
  }

  private func resourceFits(_ statement: Object, _ hasVariables: Bool) -> Bool {
    let listed = { (name: String) in
      self.strings(statement[name]).contains { text in
        if text == "*" { return true }
        let missing = 6 - text.components(separatedBy: ":").count
        let whole = text + String(repeating: ":*", count: max(0, missing))
        return self.arnFits(self.marks(whole, hasVariables), self.resource)
      }
    }
    return statement["Resource"] != nil ? listed("Resource") : !listed("NotResource")
  }

  // MARK: - Patterns

  /// A character of a pattern, or a wildcard.
  private enum Mark: Equatable {
    case star, any
    case letter(Character)

    init(_ letter: Character) {
      self = letter == "*" ? .star : letter == "?" ? .any : .letter(letter)
    }
  }

  private func context(_ key: String) -> Any? {
    for (name, value) in request["context"] as? Object ?? [:]
    where name.lowercased() == key.lowercased() {
      return value
    }
    return nil
  }

  /// Nil when a variable has neither a single value nor a default.
  private func resolved(_ text: String) -> [Mark]? {
    var marks: [Mark] = []
    var rest = text[...]
    while let first = rest.first {
      guard rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") else {
        marks.append(Mark(first))
        rest = rest.dropFirst()
        continue
      }
      let inside = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close])
      rest = rest[rest.index(after: close)...]
      if ["*", "?", "$"].contains(inside) {
        marks.append(.letter(Character(inside)))
        continue
      }
      let parts = inside.components(separatedBy: ",")
      let fallback = parts.count > 1 ? parts[1].components(separatedBy: "'")[1] : nil
      let value = context(parts[0])
      if value is [Any] { return nil }
      guard let text = value as? String ?? fallback else { return nil }
      marks += text.map { .letter($0) }
    }
    return marks
  }

  private func marks(_ text: String, _ hasVariables: Bool) -> [Mark] {
    hasVariables ? resolved(text) ?? [] : text.map { Mark($0) }
  }

  private func glob(_ pattern: [Mark], _ text: [Character]) -> Bool {
    var reachable = [true] + Array(repeating: false, count: text.count)
    for mark in pattern {
      if mark == .star {
        guard let first = reachable.firstIndex(of: true) else { return false }
        for place in first...text.count { reachable[place] = true }
        continue
      }
      for place in reachable.indices.reversed() {
        reachable[place] =
          place > 0 && reachable[place - 1] && (mark == .any || mark == .letter(text[place - 1]))
      }
    }
    return reachable[text.count]
  }

  /// Field by field; the sixth is all the rest.
  private func arnFits(_ pattern: [Mark], _ text: String) -> Bool {
    if pattern == [.star] { return true }
    let fields = pattern.split(
      separator: .letter(":"), maxSplits: 5, omittingEmptySubsequences: false)
    let values = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return fields.count == 6 && values.count == 6
      && zip(fields, values).allSatisfy { glob(Array($0), Array($1)) }
  }

  // MARK: - Conditions

  private func conditionHolds(_ statement: Object, _ hasVariables: Bool) -> Bool {
    for (name, keys) in statement["Condition"] as? Object ?? [:] {
      for (key, values) in keys as? Object ?? [:] {
        if !operatorHolds(name, key, strings(values), hasVariables) { return false }
      }
    }
    return true
  }

  private func operatorHolds(
    _ name: String, _ key: String, _ listed: [String], _ hasVariables: Bool
  ) -> Bool {
    let isForAll = name.hasPrefix("ForAllValues:")
    let isForAny = name.hasPrefix("ForAnyValue:")
    let isOptional = name.hasSuffix("IfExists")
    let plain = name.replacingOccurrences(of: "ForAllValues:", with: "")
      .replacingOccurrences(of: "ForAnyValue:", with: "")
      .replacingOccurrences(of: "IfExists", with: "")
    let isNegated = plain.contains("Not")
    let held = context(key)
    if plain == "Null" {
      let isAbsent = held == nil || (held as? [Any])?.isEmpty == true
      return listed.contains(isAbsent ? "true" : "false")
    }
    guard let held else { return isOptional || isForAll || isNegated && !isForAny }
    let values = strings(held)
    func accepts(_ value: String) -> Bool {
      let comparison = plain.replacingOccurrences(of: "Not", with: "")
      let verdicts = listed.map { fits(comparison, $0, value, hasVariables) }
      if verdicts.contains(nil) { return false }
      return verdicts.contains(true) != isNegated
    }
    if isForAll { return values.allSatisfy(accepts) }
    if isForAny { return values.contains(where: accepts) }
    return held is String && accepts(values[0])
  }

  /// Nil for a value of another type.
  private func fits(
    _ comparison: String, _ listed: String, _ value: String, _ hasVariables: Bool
  ) -> Bool? {
    let marks = marks(listed, hasVariables)
    let literal = marks.map { mark -> Character in
      switch mark {
      case .star: return "*"
      case .any: return "?"
      case .letter(let letter): return letter
      }
    }
    switch comparison {
    case "StringEquals": return String(literal) == value
    case "StringEqualsIgnoreCase": return String(literal).lowercased() == value.lowercased()
    case "StringLike": return glob(marks, Array(value))
    case "ArnEquals", "ArnLike": return arnFits(marks, value)
    case "Bool":
      guard ["true", "false"].contains(value.lowercased()) else { return nil }
      return listed == value.lowercased()
    case "BinaryEquals":
      guard let left = Data(base64Encoded: listed), let right = Data(base64Encoded: value) else {
        return nil
      }
      return left == right
    case "IpAddress": return address(value).map { within($0, listed) }
    default:
      if comparison.hasPrefix("Numeric") {
        guard isNumber(value), let left = Decimal(string: value),
          let right = Decimal(string: listed)
        else { return nil }
        return ordered(comparison, left, right)
      }
      guard let left = date(value), let right = date(listed) else { return nil }
      return ordered(comparison, left, right)
    }
  }

  private func ordered<Value: Comparable>(_ comparison: String, _ left: Value, _ right: Value)
    -> Bool
  {
    if comparison.hasSuffix("LessThanEquals") { return left <= right }
    if comparison.hasSuffix("GreaterThanEquals") { return left >= right }
    if comparison.hasSuffix("LessThan") { return left < right }
    if comparison.hasSuffix("GreaterThan") { return left > right }
    return left == right
  }

  /// Days are counted one year and one month after the other.
  private func date(_ text: String) -> Int? {
    if isNumber(text), !text.contains("."), text.count != 4 { return Int(text) }
    let parts = text.components(separatedBy: "T")
    let day = parts[0].components(separatedBy: "-").compactMap { Int($0) }
    guard parts[0].count == 10, day.count == 3 else { return nil }
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    let months = [31, isLeap(day[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var days = day[2] - 1 + months.prefix(day[1] - 1).reduce(0, +)
    for year in 1970..<day[0] { days += isLeap(year) ? 366 : 365 }
    guard parts.count > 1 else { return days * 86_400 }
    let time = parts[1].dropLast().components(separatedBy: ":").compactMap { Int($0) }
    guard time.count == 3, parts[1].last == "Z" else { return nil }
    return days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
  }

  private func isNumber(_ text: String) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  }

  /// The bits of an address, as text.
  private func address(_ text: String) -> String? {
    let parts = text.components(separatedBy: ".").map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    let bits = parts.compactMap { $0 }.map { byte in
      let digits = String(byte, radix: 2)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
    return bits.count == 4 ? bits.joined() : nil
  }

  private func within(_ bits: String, _ range: String) -> Bool {
    let parts = range.components(separatedBy: "/")
    let length = parts.count > 1 ? Int(parts[1]) ?? 0 : 32
    return address(parts[0])?.prefix(length) == bits.prefix(length)
  }
}
