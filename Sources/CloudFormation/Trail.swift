// Every leaf of a template by its pointer, with its cause: total by construction, for a value
// cannot be made without one.

import Provenance

package struct TrailEntry: Sendable {
  package let pointer: String
  package let cause: Cause
}

extension Template {
  package var trail: [TrailEntry] {
    var entries: [TrailEntry] = []
    gather(value, at: "", into: &entries)
    return entries
  }

  private func gather(_ value: TemplateValue, at pointer: String, into entries: inout [TrailEntry])
  {
    switch value {
    case .expression(.conditional(_, let then, let otherwise), let cause):
      let place = pointer + "/Fn::If/"
      entries.append(TrailEntry(pointer: place + "0", cause: cause))
      gather(then, at: place + "1", into: &entries)
      gather(otherwise ?? .noValue, at: place + "2", into: &entries)
    case .expression(.other(let name, let argument), let cause):
      let place = pointer + "/" + JSONPointerText.escaped(name)
      entries.append(TrailEntry(pointer: place, cause: cause))
      gather(argument, at: place, into: &entries)
    case .string(_, let cause), .integer(_, let cause), .number(_, let cause),
      .boolean(_, let cause), .expression(_, let cause):
      entries.append(TrailEntry(pointer: pointer, cause: cause))
    case .list(let elements):
      if elements.isEmpty {
        entries.append(TrailEntry(pointer: pointer, cause: .fixed(.structure)))
      }
      for (position, element) in elements.enumerated() {
        gather(element, at: "\(pointer)/\(position)", into: &entries)
      }
    case .object(let members):
      if members.isEmpty {
        entries.append(TrailEntry(pointer: pointer, cause: .fixed(.structure)))
      }
      for member in members {
        let place = pointer + "/" + JSONPointerText.escaped(member.key)
        gather(member.value, at: place, into: &entries)
      }
    }
  }
}

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
