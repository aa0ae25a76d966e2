// Resources that are not the stack's, with names much like those that are.

enum Neighbours {
  /// What a name with a wildcard behind it, or in its middle, would reach as well.
  static func of(_ stack: StackAccess) -> [StackResource] {
    let known = Set(stack.resources.map(\.arn))
    return stack.resources.flatMap { resource -> [StackResource] in
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
