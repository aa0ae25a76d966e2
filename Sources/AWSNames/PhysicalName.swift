// Names that resources bear in the account, cut to what AWS allows them.

package enum PhysicalName {
  /// The name itself where it fits; otherwise its beginning and eight digits that stand for all of
  /// it, so that two long names never become one.
  package static func fitted(_ name: String, to lengthMax: Int) -> String {
    guard name.utf8.count > lengthMax else { return name }
    let digits = LogicalID.digits(of: name)
    var beginning = name.prefix(lengthMax - digits.utf8.count - 1)
    while beginning.last == "-" { beginning.removeLast() }
    return "\(beginning)-\(digits)"
  }
}
