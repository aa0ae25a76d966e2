// Numbers: what is read, what is written, sums, order, and sizes.

import TableItems
import Testing
import VirtualTime

@Suite struct DecimalNumberTests {
  static let nines = String(repeating: "9", count: 38)

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("+7", "7"), ("007", "7"), ("1.50", "1.5"), (".5", "0.5"), ("5.", "5"),
    ("1e3", "1000"), ("1.5E-3", "0.0015"), ("-12.5e1", "-125"), ("0e999", "0"), ("100", "100"),
    ("0.000", "0"), ("1e-130", "0." + String(repeating: "0", count: 129) + "1"),
    (nines, nines), ("9.9e125", "99" + String(repeating: "0", count: 124)),
    ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
    ("1" + String(repeating: "0", count: 60), "1" + String(repeating: "0", count: 60)),
    ("0." + nines, "0." + nines),
  ])
  func numbersAreReadAndWritten(_ text: String, _ canonical: String) throws {
    let number = try DecimalNumber(parsing: text)
    #expect(number.text == canonical)
    var bytes: [UInt8] = []
    NumberEncoding.append(number, to: &bytes)
    #expect(bytes.count <= NumberEncoding.bytesMax)
    #expect(NumberEncoding.length(at: 0, in: bytes) == bytes.count)
    #expect(NumberEncoding.decode(at: 0, in: bytes) == number)
    #expect(NumberEncoding.decode(at: 0, in: bytes).text == canonical)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e+", "1.2.3", "abc", "1 ", " 1", "0x10", "--1", "NaN",
  ])
  func whatIsNoNumberIsRefused(_ text: String) {
    #expect(throws: ValueFault.notANumber(ByteString(text))) { try DecimalNumber(parsing: text) }
  }

  @Test(arguments: [
    ("1e126", ValueFault.numberOverflow), ("-1e126", .numberOverflow),
    ("9e999999999", .numberOverflow),
    ("1e-131", .numberUnderflow), ("1e-999999999999999999999", .numberUnderflow),
    ("1" + nines, .numberTooPrecise), (nines + ".1", .numberTooPrecise),
    ("1" + String(repeating: "0", count: 38) + "1", .numberTooPrecise),
  ])
  func whatIsOutOfBoundsIsRefused(_ text: String, _ fault: ValueFault) {
    #expect(throws: fault) { try DecimalNumber(parsing: text) }
  }

  @Test(arguments: [
    ("1", "2", "3"), ("0.1", "0.2", "0.3"), ("1e20", "-1", "99999999999999999999"),
    ("1e38", "-1", nines), ("-5", "5", "0"), ("1e-130", "1e-130", "2e-130"),
    (nines, "-1e37", "89999999999999999999999999999999999999"),
  ])
  func sumsAreExact(_ one: String, _ two: String, _ sum: String) throws {
    let (left, right) = (try DecimalNumber(parsing: one), try DecimalNumber(parsing: two))
    #expect(try left.adding(right) == DecimalNumber(parsing: sum))
    #expect(try right.adding(left) == DecimalNumber(parsing: sum))
    #expect(try DecimalNumber(parsing: sum).subtracting(right) == left)
  }

  @Test(arguments: [
    ("1e125", "1"), (nines, "0.1"), ("1e38", "1"), ("4e38", "-1"), ("1e100", "-1e-100"),
  ])
  func sumsOfTooManyDigitsAreRefused(_ one: String, _ two: String) throws {
    let (left, right) = (try DecimalNumber(parsing: one), try DecimalNumber(parsing: two))
    #expect(throws: ValueFault.numberTooPrecise) { try left.adding(right) }
  }

  @Test func sumsOverTheTopOverflow() throws {
    let top = try DecimalNumber(parsing: "9e125")
    #expect(throws: ValueFault.numberOverflow) { try top.adding(top) }
  }

  /// Sizes of Developer Guide, "DynamoDB item sizes and formats", as they were measured.
  @Test(arguments: [
    ("0", 1), ("100", 2), ("1.5", 3), ("-42", 3), (nines, 20), ("0.005", 2), ("10.01", 3),
  ])
  func sizesAreCounted(_ text: String, _ size: Int) throws {
    #expect(ItemSize.size(of: ValueView(.number(try DecimalNumber(parsing: text)))) == size)
  }

  @Test(
    arguments: [
      ("1.9", nil, 1), ("7", 7, nil), ("-3.5", nil, -3), ("0.5", nil, 0),
      ("1e18", 1_000_000_000_000_000_000, nil),
      ("1e19", nil, nil),
    ] as [(String, Int64?, Int64?)])
  func wholeNumbersAreTold(_ text: String, _ integer: Int64?, _ whole: Int64?) throws {
    let number = try DecimalNumber(parsing: text)
    #expect(number.integer == integer)
    #expect(number.wholePart == whole)
  }
}
