// The order of the house: `Package.swift` read as text, and each file's imports held against it.

import Foundation
import TestKit
import Testing

@Suite struct ImportTests {
  private struct Room {
    let name: String
    let dependencies: [String]
  }

  /// The targets in the order declared, with what they may import.
  private func rooms() throws -> [Room] {
    let text = try Checkout.text("Package.swift")
    let house = text.components(separatedBy: "\nlet package = Package(").first ?? ""
    let targets = text.components(separatedBy: "\n  targets: [").last ?? ""
    var lists: [String: [String]] = [:]
    for line in house.split(separator: "\n") where line.hasPrefix("let ") {
      let name = String(line.dropFirst(4).prefix { $0 != " " && $0 != ":" })
      guard let value = line.split(separator: "=", maxSplits: 1).last else { continue }
      lists[name] = words(of: String(value), lists)
    }
    let start = /(?:^|\n)    (?:room|proof|\.systemLibrary|\.executableTarget|\.target)\(/
    return targets.split(separator: start).dropFirst().compactMap { declaration in
      let quoted = declaration.matches(of: /"([^"]*)"/).map { String($0.1) }
      guard let name = quoted.first else { return nil }
      var rest = String(declaration.drop { $0 != "," })
      for argument in ["cSettings:", "path:", "pkgConfig:", "swiftSettings:", "linkerSettings:"] {
        rest = rest.components(separatedBy: argument).first ?? ""
      }
      return Room(name: name, dependencies: words(of: rest, lists))
    }
  }

  /// The strings of a list, and those of the lists it names.
  private func words(of text: String, _ lists: [String: [String]]) -> [String] {
    var words = text.matches(of: /"([^"]*)"/).map { String($0.1) }
    let names = text.replacing(/"[^"]*"/, with: "").matches(of: /\b[a-z]\w*\b/)
    for name in names { words += lists[String(name.0)] ?? [] }
    return words
  }

  @Test func everyTargetStandsBelowWhatItUses() throws {
    let rooms = try rooms()
    #expect(rooms.count > 20)
    var above: Set<String> = []
    for room in rooms {
      for dependency in room.dependencies {
        #expect(
          above.contains(dependency),
          "Package.swift: `\(room.name)` uses `\(dependency)`, which is declared below it")
      }
      above.insert(room.name)
    }
    let folders = Set(Checkout.names(in: "Sources"))
    for folder in folders {
      #expect(above.contains(folder), "Sources/\(folder) is no target of Package.swift")
    }
  }

  @Test func everyImportIsDeclared() throws {
    let rooms = Dictionary(
      uniqueKeysWithValues: try rooms().map { ($0.name, Set($0.dependencies)) })
    var imports = 0
    for source in TidyTests.sources + TidyTests.tests {
      let allowed = try #require(rooms[source.target], "\(source.path) is in no target")
      for (number, line) in source.code.enumerated() {
        guard let match = line.firstMatch(of: /^\s*(?:@\w+ )?(?:\w+ )?import (\w+)/) else {
          continue
        }
        imports += 1
        let name = String(match.1)
        guard rooms[name] != nil else {
          let isOurs =
            source.path.hasPrefix("Tests/")
            ? ["Foundation", "FoundationXML", "Synchronization", "Testing"] : ["Synchronization"]
          #expect(
            (isOurs + ["Glibc"]).contains(name),
            "\(source.path):\(number + 1): `\(name)` is neither ours nor the toolchain's")
          continue
        }
        #expect(
          allowed.contains(name),
          "\(source.path):\(number + 1): `\(source.target)` imports `\(name)` undeclared")
      }
    }
    #expect(imports > 100)
  }
}
