// What CloudFormation's functions of texts and lists make of values that are known: `Fn::Sub`,
// `Fn::Join`, `Fn::Select`, `Fn::Split` and `Fn::FindInMap`.

import CloudFormation

struct TextComputation {
  /// Longer texts are left as they are: a template of 1 MB can ask for any length.
  private static let bytesMax = 100_000

  private let resolution: Resolution

  init(_ resolution: Resolution) { self.resolution = resolution }

  /// Nil where nothing more is known than is written.
  func value(of name: String, _ argument: TemplateValue, _ cause: Cause) -> TemplateValue? {
    let parts = elements(argument)
    switch name {
    case "Fn::Sub":
      guard let parts, parts.count == 2, case .object(let variables)? = resolved(parts[1]),
        let text = resolution.text(parts[0])
      else { return nil }
      return substitution(in: text, variables, cause)
    case "Fn::Join":
      guard let parts, parts.count == 2, let delimiter = resolution.text(parts[0]),
        let list = elements(parts[1])
      else { return nil }
      return join(list, delimiter, cause)
    case "Fn::Select":
      guard let parts, parts.count == 2, let index = resolution.text(parts[0]).flatMap({ Int($0) }),
        let list = elements(parts[1]), list.indices.contains(index)
      else { return nil }
      return resolved(list[index])
    case "Fn::Split":
      guard let parts, parts.count == 2, let delimiter = resolution.text(parts[0]),
        !delimiter.isEmpty, let text = resolution.text(parts[1])
      else { return nil }
      return .list(TextComputation.split(text, delimiter).map { .string($0, cause) })
    case "Fn::FindInMap": return parts.flatMap { find($0) }
    default: return nil
    }
  }

  /// `Fn::Sub` with one text: names that are known are written out.
  func value(of pieces: [SubstitutionPiece], _ cause: Cause) -> TemplateValue? {
    var isChanged = false
    var size = 0
    var known: [SubstitutionPiece] = []
    for piece in pieces {
      if case .reference(let name) = piece, let text = resolution.text(named: name) {
        isChanged = true
        known.append(.text(text))
        size += text.utf8.count
        guard size <= TextComputation.bytesMax else { return nil }
      } else {
        known.append(piece)
      }
    }
    if let literal = SubstitutionPiece.literal(of: known) { return .string(literal, cause) }
    guard isChanged else { return nil }
    return .expression(.joining(SubstitutionPiece.joined(known)), cause)
  }

  // MARK: - Each function

  private func substitution(
    in text: String, _ variables: [TemplateMember], _ cause: Cause
  ) -> TemplateValue? {
    var values: [String: [SubstitutionPiece]] = [:]
    for variable in variables { values[variable.key] = pieces(of: variable.value) }
    var known: [SubstitutionPiece] = []
    var size = 0
    for piece in SubstitutionPiece.pieces(of: text) {
      guard let name = TextComputation.name(of: piece),
        variables.contains(where: { $0.key == name })
      else {
        known.append(piece)
        continue
      }
      guard let value = values[name] else { return nil }
      size += TextComputation.size(of: value)
      guard size <= TextComputation.bytesMax else { return nil }
      known += value
    }
    let joined = SubstitutionPiece.joined(known)
    return value(of: joined, cause) ?? .expression(.joining(joined), cause)
  }

  private func join(
    _ list: [TemplateValue], _ delimiter: String, _ cause: Cause
  ) -> TemplateValue? {
    var known: [SubstitutionPiece] = []
    var size = 0
    for (position, element) in list.enumerated() {
      guard let value = pieces(of: element) else { return nil }
      if position > 0 { known.append(.text(delimiter)) }
      known += value
      size += TextComputation.size(of: value) + delimiter.utf8.count
      guard size <= TextComputation.bytesMax else { return nil }
    }
    let joined = SubstitutionPiece.joined(known)
    if let literal = SubstitutionPiece.literal(of: joined) { return .string(literal, cause) }
    return .expression(.joining(joined), cause)
  }

  private func find(_ parts: [TemplateValue]) -> TemplateValue? {
    guard parts.count >= 3 else { return nil }
    let keys = parts.prefix(3).compactMap { resolution.text($0) }
    guard keys.count == 3 else { return nil }
    if let found = resolution.mappings.value(keys[0], keys[1], keys[2]) { return resolved(found) }
    guard parts.count == 4, case .object(let options) = parts[3],
      let fallback = options.first(where: { $0.key == "DefaultValue" })
    else { return nil }
    return resolved(fallback.value)
  }

  // MARK: - Parts

  private func resolved(_ value: TemplateValue) -> TemplateValue? { resolution.resolve(value) }

  private func elements(_ value: TemplateValue) -> [TemplateValue]? {
    guard case .list(let elements)? = resolved(value) else { return nil }
    return elements
  }

  /// A value as a part of a text; nil for what only the deployment knows.
  private func pieces(of value: TemplateValue) -> [SubstitutionPiece]? {
    switch resolved(value) {
    case .string(let text, _): return [.text(text)]
    case .integer(let number, _): return [.text(String(number))]
    case .boolean(let flag, _): return [.text(String(flag))]
    case .expression(let expression, _): return expression.pieces
    case .number, .list, .object, nil: return nil
    }
  }

  private static func name(of piece: SubstitutionPiece) -> String? {
    switch piece {
    case .reference(let name): return name
    case .attribute(let name, let id): return "\(id).\(name)"
    case .text, .imported: return nil
    }
  }

  private static func size(of pieces: [SubstitutionPiece]) -> Int {
    pieces.reduce(0) { sum, piece in
      guard case .text(let text) = piece else { return sum + 1 }
      return sum + text.utf8.count
    }
  }

  /// The standard library splits at one element; a delimiter may have several.
  private static func split(_ text: String, _ delimiter: String) -> [String] {
    var parts: [String] = []
    var rest = Array(text.utf8)[...]
    let mark = Array(delimiter.utf8)
    var part: [UInt8] = []
    while !rest.isEmpty {
      if rest.starts(with: mark) {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
        rest = rest.dropFirst(mark.count)
      } else if let byte = rest.popFirst() {
        part.append(byte)
      }
    }
    return parts + [String(decoding: part, as: UTF8.self)]
  }
}

/// The tables of constants of a template.
struct MappingTable: Sendable {
  private var values: [String: [String: [String: TemplateValue]]] = [:]

  init(_ mappings: TemplateValue?) {
    for (name, table) in MappingTable.members(mappings) {
      for (key, row) in MappingTable.members(table) {
        values[name, default: [:]][key] = MappingTable.members(row)
      }
    }
  }

  private static func members(_ value: TemplateValue?) -> [String: TemplateValue] {
    guard case .object(let members)? = value else { return [:] }
    return Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  func value(_ table: String, _ row: String, _ column: String) -> TemplateValue? {
    values[table]?[row]?[column]
  }
}
