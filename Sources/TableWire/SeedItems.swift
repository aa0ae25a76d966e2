// Items to begin with: a JSON object of lists of items by table, in DynamoDB's own JSON.

package import TableEngine
import TableItems
package import VirtualTime

/// Why there is nothing to begin with, or not all of it.
package struct SeedFault: Error, Sendable, Equatable {
  package let message: String
  package let help: String
}

package struct SeedItems: Sendable {
  private let tables: WireMap<[Item]>

  package init(_ bytes: [UInt8], named name: String) throws(SeedFault) {
    do throws(WireFault) {
      tables = try WireDecoder.decode(WireMap<[Item]>.self, from: bytes, 0..<bytes.count)
    } catch {
      throw SeedFault(
        message: "`\(name)` holds no items: \(SeedItems.reason(error))",
        help: #"write `{"TableName": [{"id": {"S": "1"}}]}`, values as DynamoDB writes them"#)
    }
  }

  private static func reason(_ fault: WireFault) -> String {
    switch fault {
    case .serialization(let text): text ?? "it is no JSON"
    case .engine(let error): error.message
    case .unknownOperation, .missingAuthenticationToken, .incompleteSignature,
      .unrecognizedClient, .accessDenied:
      "it cannot be read"
    }
  }

  package func put(into engine: Engine, at now: Instant) throws(SeedFault) {
    for table in tables.entries {
      for item in table.value {
        do throws(EngineError) {
          _ = try engine.putItem(PutItemRequest(tableName: table.key, item: item), at: now)
        } catch {
          throw SeedFault(
            message: "an item does not go into the table `\(table.key)`: \(error.message)",
            help: "every table must be in the template, and every item must have its key")
        }
      }
    }
  }
}
