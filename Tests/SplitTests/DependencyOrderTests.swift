// Groups and their order, against a plain reading of what they are to be.

import Compiler
import Testing

/// A fixed sequence of numbers: a failure prints the seed, and comes again.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}

@Suite struct DependencyOrderTests {
  /// What each thing reaches, by trying.
  private static func reachable(_ edges: [[Int]]) -> [[Bool]] {
    var reached = edges.map { others in edges.indices.map { others.contains($0) } }
    for middle in edges.indices {
      for from in edges.indices where reached[from][middle] {
        for to in edges.indices where reached[middle][to] { reached[from][to] = true }
      }
    }
    return reached
  }

  @Test(arguments: 1...200)
  func groupsAreCirclesInOrder(_ seed: Int) {
    var numbers = Numbers(seed: UInt64(seed))
    let count = 1 + numbers.next(below: 12)
    let edges = (0..<count).map { thing in
      (0..<count).filter { $0 != thing && numbers.next(below: count + 1) < 2 }
    }
    let reached = DependencyOrderTests.reachable(edges)
    let groups = DependencyOrder(edges).groups
    #expect(groups.flatMap { $0 }.sorted() == Array(0..<count), "seed \(seed)")
    var place = [Int](repeating: 0, count: count)
    for (number, group) in groups.enumerated() { for thing in group { place[thing] = number } }
    for one in 0..<count {
      for other in 0..<count where one != other {
        let isCircle = reached[one][other] && reached[other][one]
        #expect(isCircle == (place[one] == place[other]), "seed \(seed)")
        if reached[one][other], !isCircle {
          #expect(place[other] < place[one], "seed \(seed)")
        }
      }
    }
    if edges.allSatisfy(\.isEmpty) { #expect(groups == (0..<count).map { [$0] }) }
  }

  @Test func aLongChainNeedsNoDeepStack() {
    let edges = (0..<200_000).map { $0 == 0 ? [] : [$0 - 1] }
    #expect(DependencyOrder(edges).groups.map { $0[0] } == Array(0..<200_000))
  }
}
