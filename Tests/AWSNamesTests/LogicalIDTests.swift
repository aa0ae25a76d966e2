// Logical ids: renaming one replaces a table, so these are pinned.

import AWSNames
import Testing

@Suite struct LogicalIDTests {
  @Test(arguments: [
    ("user-sessions", "UserSessions"), ("orders", "Orders"), ("a1-b2", "A1B2"),
    ("orders-2024", "Orders2024"), ("alreadyCamel", "AlreadyCamel"), ("--x--y", "XY"),
    ("snake_case", "SnakeCase"), ("naïve", "NaVe"),
  ])
  func isPascalCase(name: String, id: String) {
    #expect(LogicalID.pascalCase(name) == id)
    #expect(LogicalID.assign(names: [name]) == [id])
  }

  @Test func onlyTheClashingGetAHash() {
    let names = ["orders", "a-1", "a1", "user-sessions"]
    #expect(LogicalID.assign(names: names) == ["Orders", "A1e61a6419", "A1", "UserSessions"])
  }

  @Test func dependsOnTheSetAndNotTheOrder() {
    let names = ["a-b-1", "a-b1", "ab-1", "a1", "a-1", "x", "---"]
    let reference = Dictionary(
      uniqueKeysWithValues: zip(names, LogicalID.assign(names: names)))
    #expect(Set(reference.values).count == names.count)
    for shift in names.indices {
      let turned = Array(names[shift...] + names[..<shift])
      for order in [turned, turned.reversed()] {
        #expect(LogicalID.assign(names: order) == order.map { reference[$0] ?? "" })
      }
    }
  }

  @Test func idsAreDistinctAndAlphanumeric() {
    let alphabet = ["a", "b", "1", "-"]
    var names = [""]
    for _ in 0..<4 { names += names.flatMap { name in alphabet.map { name + $0 } } }
    let unique = Set(names).sorted()
    let ids = LogicalID.assign(names: unique)
    #expect(Set(ids).count == unique.count)
    #expect(ids.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } })
  }

  @Test func equalNamesHaveEqualIDs() {
    #expect(LogicalID.assign(names: ["a", "a"]) == ["A", "A"])
    #expect(LogicalID.assign(names: []) == [])
  }
}
