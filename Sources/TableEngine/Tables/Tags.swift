// Tags of tables: added, removed, listed.

package import TableModel
package import VirtualTime

extension Engine {
  package func tagResource(
    _ arn: String, _ tags: [TableTag], at now: Instant
  ) throws(EngineError) {
    try checkTags(tags)
    try withResource(arn, at: now) { state throws(EngineError) in
      var next = state.tags
      for tag in tags {
        if let place = next.firstIndex(where: { $0.key == tag.key }) {
          next[place] = tag
        } else {
          next.append(tag)
        }
      }
      guard next.count <= Limits.tagsMax else {
        throw .validation("One or more parameter values were invalid: Too many tags")
      }
      state.tags = next
    }
  }

  package func untagResource(
    _ arn: String, keys: [String], at now: Instant
  ) throws(EngineError) {
    try withResource(arn, at: now) { state in
      state.tags.removeAll { keys.contains($0.key) }
    }
  }

  /// Tags in pages of ten, as the service lists them.
  package func listTags(
    _ arn: String, nextToken: String? = nil, at now: Instant
  ) throws(EngineError) -> (tags: [TableTag], nextToken: String?) {
    try withResource(arn, at: now) { state throws(EngineError) in
      let start: Int
      switch nextToken.map({ Int($0) }) {
      case nil: start = 0
      case .some(let number?) where number >= 0 && number <= state.tags.count: start = number
      case .some: throw .validation("Invalid NextToken")
      }
      let end = min(start + 10, state.tags.count)
      return (
        tags: Array(state.tags[start..<end]), nextToken: end < state.tags.count ? "\(end)" : nil
      )
    }
  }

  func checkTags(_ tags: [TableTag]) throws(EngineError) {
    for tag in tags {
      guard !tag.key.isEmpty, tag.key.unicodeScalars.count <= Limits.tagKeyLengthMax,
        tag.value.unicodeScalars.count <= Limits.tagValueLengthMax
      else { throw .validation(EngineMessage.values + "Invalid tag: \(tag.key)") }
      guard !tag.key.lowercased().hasPrefix("aws:") else {
        throw .validation(
          "One or more parameter values were invalid: "
            + "Tag keys starting with aws: are reserved for system use")
      }
    }
    guard Set(tags.map(\.key)).count == tags.count else {
      throw .validation(
        "One or more parameter values were invalid: Tag keys must be unique")
    }
  }

  func withResource<Result: Sendable>(
    _ arn: String, at now: Instant, _ body: (inout TableState) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let missing = EngineError.resourceNotFound(
      "Requested resource not found: ResourcArn: \(arn) not found")
    guard table(arn) != nil else { throw missing }
    return try withTable(arn, at: now) { state throws(EngineError) in
      guard state.arn == arn || arn.hasPrefix(state.arn + "/") || !arn.hasPrefix("arn:") else {
        throw missing
      }
      return try body(&state)
    }
  }
}
