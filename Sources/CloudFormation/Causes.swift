// Every cause in a template: total by construction, for a value cannot be made without one.

extension TemplateValue {
  /// Every cause in the value, in no order that matters.
  package func forEachCause(_ body: (Cause) -> Void) {
    switch self {
    case .expression(.conditional(_, let then, let otherwise), let cause):
      body(cause)
      then.forEachCause(body)
      otherwise?.forEachCause(body)
    case .expression(.other(_, let argument), let cause):
      body(cause)
      argument.forEachCause(body)
    case .string(_, let cause), .integer(_, let cause), .number(_, let cause),
      .boolean(_, let cause), .expression(_, let cause):
      body(cause)
    case .list(let elements): for element in elements { element.forEachCause(body) }
    case .object(let members): for member in members { member.value.forEachCause(body) }
    }
  }
}
