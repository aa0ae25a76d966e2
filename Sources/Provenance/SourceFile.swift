// A text somebody wrote: its name, its bytes, and what it is to the compiler.

/// Which text of a compilation a span lies in; an index into `Tree.sources`.
package struct SourceID: Hashable, Sendable, Comparable {
  package let raw: UInt16

  package init(_ raw: UInt16) {
    self.raw = raw
  }

  package static func < (left: SourceID, right: SourceID) -> Bool {
    left.raw < right.raw
  }
}

package struct SourceFile: Sendable {
  /// A layer is a text of ours that fills gaps; a spec is the user's.
  package enum Role: Sendable, Equatable {
    case spec
    case layer(String)
  }

  /// Some editors put it in front of UTF-8; it is no part of the text, nor of its first column.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package let name: String
  package let bytes: [UInt8]
  package let role: Role

  package init(name: String, bytes: [UInt8], role: Role = .spec) {
    self.name = name
    self.bytes = bytes.starts(with: SourceFile.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    self.role = role
  }

  /// A byte order mark is no character of a YAML text, and would shift its first line.
  package var withoutByteOrderMark: SourceFile {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return self }
    return SourceFile(name: name, bytes: Array(bytes.dropFirst(3)), role: role)
  }
}
