// Resources whose names only the deployment knows, in part or at all: a policy may turn out to be
// about them.

import IAMPolicy

extension StackResource {
  /// What in its ARN is not known.
  var unknownNames: [String] {
    arn.split(separator: "<").dropFirst().compactMap { piece in
      piece.contains(">") ? String(piece.prefix { $0 != ">" }) : nil
    }
  }
}

extension StackPrincipal {
  /// Statements that allow an action on a resource if its name turns out to fit.
  func statementsThatMayReach(_ resource: StackResource, _ action: String) -> [DecidingStatement] {
    guard !resource.unknownNames.isEmpty else { return [] }
    return policies.flatMap { policy in
      policy.wide.document.statements.filter {
        $0.effect == .allow && $0.means(action: action) && $0.mayReach(resource)
      }.map { DecidingStatement(policy: policy.name, statement: $0.name) }
    }
  }
}

extension PolicyStatement {
  func mayReach(_ resource: StackResource) -> Bool {
    if resources.isInverted { return true }
    let name = OpenText(arn: resource.arn)
    return resources.members.contains { name.overlaps(OpenText(pattern: $0.text)) }
  }
}

/// A text with gaps.
struct OpenText {
  private enum Symbol: Equatable {
    case byte(UInt8)
    case anyByte
    case anyText
    /// What fills a name does not lead out of it.
    case anyName
  }

  private var symbols: [Symbol] = []

  /// An ARN whose unknown names stand in angle brackets.
  init(arn: String) {
    var isName = false
    for byte in arn.utf8 {
      switch byte {
      case UInt8(ascii: "<"):
        isName = true
        symbols.append(.anyName)
      case UInt8(ascii: ">") where isName: isName = false
      default: if !isName { symbols.append(.byte(byte)) }
      }
    }
  }

  /// A pattern of a policy; its variables may be anything.
  init(pattern: String) {
    var isVariable = false
    var last: UInt8 = 0
    for byte in pattern.utf8 {
      defer { last = byte }
      switch byte {
      case UInt8(ascii: "{") where last == UInt8(ascii: "$"):
        isVariable = true
        symbols[symbols.count - 1] = .anyText
      case UInt8(ascii: "}") where isVariable: isVariable = false
      case _ where isVariable: break
      case UInt8(ascii: "*"): symbols.append(.anyText)
      case UInt8(ascii: "?"): symbols.append(.anyByte)
      default: symbols.append(.byte(byte))
      }
    }
  }

  /// Whether some text fits both: a row of a table for each symbol of the one.
  func overlaps(_ other: OpenText) -> Bool {
    // By position in the other: whether what is left of both can be alike, from the end on.
    let width = other.symbols.count
    var below = [Bool](repeating: false, count: width + 1)
    for row in stride(from: symbols.count, through: 0, by: -1) {
      var line = [Bool](repeating: false, count: width + 1)
      for column in stride(from: width, through: 0, by: -1) {
        let mine = row < symbols.count ? symbols[row] : nil
        let theirs = column < width ? other.symbols[column] : nil
        line[column] =
          mine == nil && theirs == nil
          || mine.map { OpenText.isGap($0) && below[column] } ?? false
          || theirs.map { OpenText.isGap($0) && line[column + 1] } ?? false
          || OpenText.step(
            mine, theirs, right: column < width && line[column + 1],
            down: below[column], both: column < width && below[column + 1])
      }
      below = line
    }
    return below[0]
  }

  private static func isGap(_ symbol: Symbol) -> Bool {
    symbol == .anyText || symbol == .anyName
  }

  /// One byte of the same text on either side; a gap stays where it is.
  private static func step(
    _ mine: Symbol?, _ theirs: Symbol?, right: Bool, down: Bool, both: Bool
  ) -> Bool {
    guard let mine, let theirs else { return false }
    switch (mine, theirs) {
    case (.byte(let one), .byte(let other)): return one == other && both
    case (.byte, .anyByte), (.anyByte, .byte), (.anyByte, .anyByte): return both
    case (.byte, .anyText), (.anyByte, .anyText): return down
    case (.anyText, .byte), (.anyText, .anyByte), (.anyName, .anyByte): return right
    case (.anyName, .byte(let byte)):
      return byte != UInt8(ascii: "/") && byte != UInt8(ascii: ":") && right
    case (.byte(let byte), .anyName):
      return byte != UInt8(ascii: "/") && byte != UInt8(ascii: ":") && down
    case (.anyByte, .anyName): return down
    case (.anyText, .anyText), (.anyName, .anyName), (.anyText, .anyName), (.anyName, .anyText):
      return false
    }
  }
}
