// An expression as it is written, before its placeholders stand for anything.

import TableItems

package enum Comparison: String, Sendable, Hashable, CaseIterable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// Functions of conditions and updates; each knows how many operands it takes.
enum FunctionName: String, Sendable, Hashable, CaseIterable {
  case attributeExists = "attribute_exists"
  case attributeNotExists = "attribute_not_exists"
  case attributeType = "attribute_type"
  case beginsWith = "begins_with"
  case contains = "contains"
  case size = "size"
  case ifNotExists = "if_not_exists"
  case listAppend = "list_append"

  var operandCount: Int {
    switch self {
    case .attributeExists, .attributeNotExists, .size: 1
    case .attributeType, .beginsWith, .contains, .ifNotExists, .listAppend: 2
    }
  }

  var isOfUpdates: Bool { self == .ifNotExists || self == .listAppend }
}

enum RawStep: Sendable, Hashable {
  case name(ByteString)
  case placeholder(ByteString)
  case index(Int)
}

indirect enum RawOperand: Sendable, Hashable {
  case path([RawStep])
  /// With its `:`.
  case value(ByteString)
  case function(FunctionName, [RawOperand])
  case sum(RawOperand, RawOperand)
  case difference(RawOperand, RawOperand)
  /// A function that does not exist: the expression will be refused.
  case unknown([RawOperand])
}

indirect enum RawCondition: Sendable, Hashable {
  case and(RawCondition, RawCondition)
  case or(RawCondition, RawCondition)
  case not(RawCondition)
  case compare(Comparison, RawOperand, RawOperand)
  case between(RawOperand, RawOperand, RawOperand)
  case isIn(RawOperand, [RawOperand])
  case function(FunctionName, [RawOperand])
}
