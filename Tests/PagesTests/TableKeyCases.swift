// What the pages of the table's keys leave out: other places of each fault, and no second finding.

struct TableCase: Sendable, CustomStringConvertible {
  let name: String
  /// Codes in the order of the text; notes about the service itself aside.
  let codes: [String]
  /// The lines below `config:`.
  let config: String

  var description: String { name }

  init(_ name: String, _ codes: [String], _ config: String) {
    self.name = name
    self.codes = codes
    self.config = config
  }

  /// The service that the configuration stands in.
  var spec: String {
    let lines = config.split(separator: "\n", omittingEmptySubsequences: false)
    return """
      service: shop
      complianceFramework: commercial
      region: us-east-1
      components:
        - name: orders
          type: dynamodb-table
          config:

      """ + lines.map { "      " + $0 }.joined(separator: "\n") + "\n"
  }
}

extension TableCase {
  static let keys: [TableCase] = [
    TableCase("the short form alone", [], "partitionKey: { name: id, type: S }"),
    TableCase("a misspelt key is one mistake", ["SHAPE001"], "partionKey: { name: id, type: S }"),
    TableCase(
      "a broken key is one mistake", ["SHAPE003"],
      """
      attributeDefinitions: [{ attributeName: id, attributeType: S }]
      keySchema: [{ attributeName: id, keyType: PRIMARY }]
      """),
    TableCase("an empty key", ["SHAPE007"], "keySchema: []"),
    TableCase(
      "three elements", ["SHAPE007"],
      """
      attributeDefinitions: [{ name: a, type: S }, { name: b, type: S }, { name: c, type: S }]
      keySchema: [{ name: a, type: HASH }, { name: b, type: RANGE }, { name: c, type: RANGE }]
      """),
    TableCase(
      "the elements the wrong way round", ["TABLE004"],
      """
      attributeDefinitions: [{ name: a, type: S }, { name: b, type: S }]
      keySchema: [{ name: b, type: RANGE }, { name: a, type: HASH }]
      """),
    TableCase(
      "a sort key beside a list", ["TABLE002"],
      """
      attributeDefinitions: [{ name: a, type: S }]
      keySchema: [{ name: a, type: HASH }]
      sortKey: { name: b, type: S }
      """),
    TableCase(
      "two forms and no list of types", ["TABLE002"],
      """
      keySchema: [{ name: a, type: HASH }]
      partitionKey: { name: b, type: S }
      """),
    TableCase(
      "an attribute twice, both HASH", ["TABLE009"],
      """
      attributeDefinitions: [{ name: a, type: S }]
      keySchema: [{ name: a, type: HASH }, { name: a, type: HASH }]
      """),
    TableCase(
      "no attribute of a keyless table is unused", ["TABLE001"],
      "attributeDefinitions: [{ name: a, type: S }]"),
    TableCase(
      "a slip in a name is one mistake", ["TABLE005"],
      """
      attributeDefinitions: [{ name: orderId, type: S }]
      keySchema: [{ name: ordreId, type: HASH }]
      """),
    TableCase(
      "a misspelt list of indexes leaves attributes unused", ["SHAPE001"],
      """
      attributeDefinitions: [{ name: a, type: S }, { name: b, type: S }]
      keySchema: [{ name: a, type: HASH }]
      globalSecondaryIndexs: [{ indexName: ByB, keySchema: [{ name: b, type: HASH }] }]
      """),
    TableCase(
      "the attribute of time to live is not declared", ["TABLE006"],
      """
      attributeDefinitions: [{ name: a, type: S }, { name: expiresAt, type: N }]
      keySchema: [{ name: a, type: HASH }]
      timeToLiveSpecification: { enabled: true, attributeName: expiresAt }
      """),
    TableCase(
      "two types in one list", ["TABLE008"],
      """
      attributeDefinitions: [{ name: a, type: S }, { name: a, type: N }]
      keySchema: [{ name: a, type: HASH }]
      """),
    TableCase(
      "a list and a short form that agree", [],
      """
      attributeDefinitions: [{ name: a, type: S }]
      partitionKey: { name: a, type: S }
      """),
    TableCase(
      "a list and a short form that disagree", ["TABLE008"],
      """
      attributeDefinitions: [{ name: a, type: N }]
      partitionKey: { name: a, type: S }
      """),
  ]

  static let indexes: [TableCase] = [
    TableCase(
      "four and four attributes", [],
      index(
        """
        keySchema: [{ name: a, type: HASH }, { name: b, type: HASH }, { name: c, type: HASH },
          { name: d, type: HASH }, { name: e, type: RANGE }, { name: f, type: RANGE },
          { name: g, type: RANGE }, { name: h, type: RANGE }]
        """, declaring: "abcdefgh")),
    TableCase(
      "five partition key attributes", ["TABLE014"],
      index(
        """
        keySchema: [{ name: a, type: HASH }, { name: b, type: HASH }, { name: c, type: HASH },
          { name: d, type: HASH }, { name: e, type: HASH }]
        """, declaring: "abcde")),
    TableCase(
      "five sort key attributes", ["TABLE014"],
      index(
        """
        keySchema: [{ name: a, type: HASH }, { name: b, type: RANGE }, { name: c, type: RANGE },
          { name: d, type: RANGE }, { name: e, type: RANGE }, { name: f, type: RANGE }]
        """, declaring: "abcdef")),
    TableCase(
      "HASH after RANGE", ["TABLE014"],
      index(
        """
        keySchema: [{ name: a, type: HASH }, { name: b, type: RANGE }, { name: c, type: HASH }]
        """, declaring: "abc")),
    TableCase(
      "an index with both forms", ["TABLE002"],
      index(
        """
        keySchema: [{ name: a, type: HASH }]
        partitionKey: { name: b, type: S }
        """, declaring: "a")),
    TableCase(
      "an index with a sort key alone", ["TABLE003"], index("sortKey: { name: b, type: S }")),
    TableCase(
      "a list without a projection type", ["TABLE019"],
      index("partitionKey: { name: b, type: S }\nprojection: { nonKeyAttributes: [x] }")),
    TableCase(
      "an empty projection", ["TABLE022"],
      index("partitionKey: { name: b, type: S }\nprojection: {}")),
    TableCase(
      "a key attribute of another index may be included", [],
      """
      partitionKey: { name: id, type: S }
      globalSecondaryIndexes:
        - indexName: ByA
          partitionKey: { name: a, type: S }
          projection: { projectionType: INCLUDE, nonKeyAttributes: [b] }
        - indexName: ByB
          partitionKey: { name: b, type: S }
          projection: { projectionType: ALL }
      """),
    TableCase(
      "an index of a broken name", ["SHAPE006", "TABLE013"],
      """
      partitionKey: { name: id, type: S }
      globalSecondaryIndexes:
        - indexName: A
          projection: { projectionType: ALL }
      """),
    TableCase("21 global indexes", ["SHAPE007"], manyIndexes(21)),
    TableCase(
      "a local index without any key", ["TABLE015"], local("projection: { projectionType: ALL }")),
    TableCase(
      "a local index with both forms", ["TABLE002"],
      local(
        """
        keySchema: [{ name: id, type: HASH }, { name: at, type: RANGE }]
        sortKey: { name: at, type: S }
        projection: { projectionType: ALL }
        """)),
    TableCase(
      "a local index sorted by the partition key", ["TABLE009"],
      local("sortKey: { name: id, type: S }\nprojection: { projectionType: ALL }")),
    TableCase(
      "an empty list of local indexes", ["TABLE023"],
      "partitionKey: { name: id, type: S }\nlocalSecondaryIndexes: []"),
  ]

  /// A table with one global index.
  private static func index(_ body: String, declaring names: String = "") -> String {
    let definitions = names.map { "{ name: \($0), type: S }" }.joined(separator: ", ")
    let list = names.isEmpty ? "" : "attributeDefinitions: [\(definitions)]\n"
    let projection = body.contains("projection") ? "" : "\nprojection: { projectionType: ALL }"
    return list
      + "partitionKey: { name: id, type: S }\nglobalSecondaryIndexes:\n  - indexName: ByIt\n"
      + indented(body + projection)
  }

  private static func local(_ body: String) -> String {
    "partitionKey: { name: id, type: S }\nsortKey: { name: order, type: S }\n"
      + "localSecondaryIndexes:\n  - indexName: ByIt\n" + indented(body)
  }

  private static func indented(_ body: String) -> String {
    body.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  }

  private static func manyIndexes(_ count: Int) -> String {
    "partitionKey: { name: id, type: S }\nglobalSecondaryIndexes:\n"
      + (1...count).map { number in
        "  - indexName: By\(number)\n    partitionKey: { name: a\(number), type: S }\n"
          + "    projection: { projectionType: ALL }"
      }.joined(separator: "\n")
  }
}
