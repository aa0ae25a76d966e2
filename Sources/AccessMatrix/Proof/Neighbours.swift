// Resources that are not the stack's, with names much like those that are.

import IAMPolicy

enum Neighbours {
  /// What a name with a wildcard behind it, or in its middle, would reach as well.
  static func of(_ stack: StackAccess) -> [StackResource] {
    let known = Set(stack.resources.map(\.arn))
    return fitting(stack, known)
      + stack.resources.flatMap { resource -> [StackResource] in
        switch resource.kind {
        case .table:
          let alike = ["\(resource.arn)-copy", "\(resource.arn)2", String(resource.arn.dropLast())]
          let abroad = replaced(resource.arn, field: 3, by: "xx-else-1")
          return (alike + [abroad]).filter { !known.contains($0) }.flatMap { arn in
            [
              neighbour(.table, arn), neighbour(.index, "\(arn)/index/Any"),
              neighbour(.stream, "\(arn)/stream/2026-01-01T00:00:00.000"),
            ]
          } + [
            neighbour(.index, "\(resource.arn)/index/NotYetThere"),
            neighbour(.stream, "\(resource.arn)/stream/2025-01-01T00:00:00.000"),
          ]
        case .key:
          return [neighbour(.key, "\(resource.arn)0"), other(resource.arn)]
        case .index, .stream: return [neighbour(resource.kind, "\(resource.arn)2")]
        case .backup, .export, .cluster, .account: return []
        }
      }
  }

  /// What the patterns of policies fit beside what is there.
  private static func fitting(_ stack: StackAccess, _ known: Set<String>) -> [StackResource] {
    var seen = known
    return stack.principals.flatMap(\.policies).flatMap(\.narrow.document.statements)
      .filter { $0.effect == .allow && !$0.resources.isInverted }
      .flatMap { $0.resources.members.map(\.text) }
      .filter { $0.contains("*") || $0.contains("?") }
      .map(ContextWitness.sample)
      .flatMap { arn -> [StackResource] in
        guard seen.insert(arn).inserted, let kind = kind(of: arn) else { return [] }
        return [neighbour(kind, arn)]
      }
  }

  /// Backups and exports have names that nobody knows before: any is the stack's.
  private static func kind(of arn: String) -> StackResource.Kind? {
    let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6 else { return nil }
    let parts = fields[5].split(separator: "/", omittingEmptySubsequences: false)
    switch (fields[2], parts.first, parts.count) {
    case ("dynamodb", "table", 2): return .table
    case ("dynamodb", "table", 4) where parts[2] == "index": return .index
    case ("dynamodb", "table", 4) where parts[2] == "stream": return .stream
    case ("kms", "key", 2): return .key
    default: return nil
    }
  }

  private static func neighbour(
    _ kind: StackResource.Kind, _ arn: String
  ) -> StackResource {
    StackResource(kind: kind, name: "\(arn), which is not of the stack", logicalID: nil, arn: arn)
  }

  private static func other(_ arn: String) -> StackResource {
    let home = arn.prefix { $0 != "/" }
    return neighbour(.key, "\(home)/00000000-0000-0000-0000-000000000000")
  }

  private static func replaced(_ arn: String, field: Int, by text: String) -> String {
    var fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.indices.contains(field) else { return arn }
    fields[field] = text[...]
    return fields.joined(separator: ":")
  }
}
