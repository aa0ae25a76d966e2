// Names of keys, aliases and parts of a network.

import AWSNames
import Diagnostics
import Shapes
import Testing

private let uuid = "12345678-1234-abcd-1234-123456789012"
private let multiRegion = "mrk-" + String(repeating: "0a", count: 16)

@Suite struct KMSKeyNameTests {
  @Test func tellsTheFourApart() throws {
    #expect(try KMSKeyName(parsing: uuid) == .keyID(uuid))
    #expect(try KMSKeyName(parsing: multiRegion) == .keyID(multiRegion))
    guard case .alias(let alias) = try KMSKeyName(parsing: "alias/aws/dynamodb") else {
      Issue.record("an alias is read as something else")
      return
    }
    #expect(alias.isReserved)
    let key = "arn:aws:kms:eu-west-1:123456789012:key/\(uuid)"
    #expect(try KMSKeyName(parsing: key) == .keyARN(try ARN(parsing: key)))
    #expect(try KMSKeyName(parsing: key).region?.name == "eu-west-1")
    let named = "arn:aws:kms:eu-west-1:123456789012:alias/orders"
    #expect(try KMSKeyName(parsing: named) == .aliasARN(try ARN(parsing: named)))
    #expect(try KMSKeyName(parsing: named).description == named)
  }

  @Test(arguments: [
    (uuid, true), (uuid.uppercased(), true), (multiRegion, true), ("primary-key", false),
    (uuid + "0", false), (String(uuid.dropLast()) + "g", false), ("mrk-123", false), ("", false),
    (String(uuid.replacing("-", with: "0")), false),
  ])
  func knowsAKeyID(text: String, isWellFormed: Bool) {
    #expect(KMSKeyName.isWellFormedKeyID(text) == isWellFormed)
  }

  /// A key that cannot exist is the component's to warn of; the ARN around it is sound.
  @Test func readsAnARNWhoseKeyCannotExist() throws {
    let name = try KMSKeyName(parsing: "arn:aws:kms:us-east-1:123456789012:key/primary-key")
    #expect(!name.isWellFormedKeyID)
    #expect(try KMSKeyName(parsing: uuid).isWellFormedKeyID)
  }

  @Test(arguments: ["", "primary-key", "alias/", "alias/a b", "key/\(uuid)", "aws:kms"])
  func refusesWhatNamesNoKey(text: String) {
    #expect(fault(of: text, as: "kms-key")?.code == KMSKeyName.malformed)
  }

  @Test func guessesAForgottenAlias() {
    #expect(
      fault(of: "orders", as: "kms-key")?.help?.hasPrefix("an alias is written `alias/orders`")
        == true)
  }

  @Test func blamesTheARNForItself() {
    #expect(
      fault(of: "arn:aws:kms:us-east-1:123456789012:grant/a", as: "kms-key")?.code
        == ARN.malformed)
    #expect(
      fault(of: "arn:aws:sqs:us-east-1:123456789012:a", as: "kms-key")?.code
        == ARNKind.ofAnotherService)
  }

  @Test(arguments: [
    ("alias/orders", true), ("alias/shop/prod_orders-1", true), ("alias/awsome", true),
    ("alias/" + String(repeating: "a", count: 250), true),
    ("alias/" + String(repeating: "a", count: 251), false), ("alias/aws/orders", false),
    ("orders", false), ("Alias/orders", false), ("alias/", false), ("alias/a:b", false),
  ])
  func createsOnlyAliasesOfItsOwn(text: String, isAccepted: Bool) {
    let found = fault(of: text, as: "kms-alias")
    #expect((found == nil) == isAccepted)
    #expect(found.map { $0.code == KMSAlias.reservedOrMalformed } ?? isAccepted)
  }
}

@Suite struct ResourceIDTests {
  @Test(arguments: [
    ("security-group-id", "sg"), ("subnet-id", "subnet"), ("vpc-id", "vpc"),
    ("route-table-id", "rtb"),
  ])
  func takesEightOrSeventeenDigits(format: String, prefix: String) {
    for count in 0...40 {
      let text = "\(prefix)-" + String(repeating: "a", count: count)
      let found = fault(of: text, as: format)
      #expect((found == nil) == (count == 8 || count == 17))
      #expect(found.map { $0.code == ResourceID.malformed } ?? true)
    }
    for text in ["", prefix, "igw-0123abcd", "\(prefix)-0123ABCD", "\(prefix)-0123abcg"] {
      #expect(fault(of: text, as: format)?.code == ResourceID.malformed)
    }
  }

  @Test func pointsToAReference() {
    let found = fault(of: "sg-dax-cluster", as: "security-group-id")
    #expect(found?.message == "`sg-dax-cluster` is not a security group id")
    #expect(found?.help?.contains("`${…}`") == true)
  }
}
