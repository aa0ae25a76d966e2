// Numbers at random, against numbers that are added digit by digit.

import TableItems
import Testing
import VirtualTime

@Suite struct DecimalPropertyTests {
  static let seed: UInt64 = 20_261_125

  @Test func randomNumbersAgreeWithSchoolArithmetic() throws {
    print("decimals: seed \(Self.seed)")
    var random = SeededRandom(seed: Self.seed)
    var refused = 0
    for _ in 0..<5_000 {
      let (one, two) = (SchoolNumber.random(&random), SchoolNumber.random(&random))
      let (left, right) = (
        try DecimalNumber(parsing: one.text), try DecimalNumber(parsing: two.text)
      )
      #expect(try DecimalNumber(parsing: left.text) == left)
      #expect((left < right) == (one < two), "\(left) < \(right)")
      #expect((left == right) == (one == two))
      #expect(encoded(left).lexicographicallyPrecedes(encoded(right)) == (one < two))
      #expect(NumberEncoding.decode(at: 0, in: encoded(left)) == left)
      let sum = one + two
      let (count, magnitude) = sum.significance
      do {
        let result = try left.adding(right)
        #expect(result == (try DecimalNumber(parsing: sum.text)), "\(left) + \(right)")
        #expect(count <= 38 && magnitude <= 125)
      } catch {
        refused += 1
        #expect(count > 38 || magnitude > 125 || magnitude < -130, "\(left) + \(right): \(error)")
      }
    }
    #expect(refused > 500 && refused < 4_500)
  }

  private func encoded(_ number: DecimalNumber) -> [UInt8] {
    var bytes: [UInt8] = []
    NumberEncoding.append(number, to: &bytes)
    return bytes
  }
}
