// What a principal's policies themselves write under a key: whatever they let through beside the
// promise is among the texts that fit it.

import IAMPolicy

struct WrittenValues {
  private let statements: [PolicyStatement]

  /// Of the statements that may allow what was promised.
  init(of principal: StackPrincipal, about promise: AccessPromise) {
    statements = principal.policies.flatMap(\.narrow.document.statements).filter {
      $0.effect == .allow && $0.mayConcern(action: promise.action, resource: promise.resource.arn)
    }
  }

  /// One text for each value, with something in the place of its wildcards.
  func texts(of key: String) -> [String] {
    var texts: [String] = []
    for condition in statements.flatMap(\.conditions) where condition.key.lowercased() == key {
      for value in condition.values {
        let text = ContextWitness.sample(of: String(decoding: value, as: UTF8.self))
        if !texts.contains(text) { texts.append(text) }
      }
    }
    return texts
  }

  /// The values that variables have where a request gives them none.
  func defaults(of key: String) -> [(variable: String, value: String)] {
    texts(of: key).flatMap { text in
      text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().compactMap {
        piece in
        let inside = piece.prefix { $0 != "}" }
        guard let comma = inside.firstIndex(of: ","),
          let quote = inside[comma...].firstIndex(of: "'")
        else { return nil }
        let value = inside[inside.index(after: quote)...].prefix { $0 != "'" }
        return (String(inside[..<comma]), String(value))
      }
    }
  }
}
