// A command line, the files it finds, and what becomes of it.

import TestKit
import Testing

struct CommandCase: Sendable, CustomTestStringConvertible {
  enum Stream: Sendable {
    case nothing
    case exactly(String)
    case beginning(String)
    case holding(String)

    func expect(_ text: String) {
      switch self {
      case .nothing: #expect(text == "")
      case .exactly(let expected): #expect(text == expected)
      case .beginning(let start): #expect(text.hasPrefix(start), "\(text.prefix(2000))")
      case .holding(let part): #expect(text.contains(part), "\(text.prefix(2000))")
      }
    }
  }

  let testDescription: String
  let arguments: [String]
  let files: [String: [UInt8]]
  let input: [UInt8]
  let environment: [String: String]
  let status: Int32
  let output: Stream
  let errors: Stream

  init(
    _ name: String, _ arguments: String, files: [String: [UInt8]] = [:], input: [UInt8] = [],
    environment: [String: String] = [:], status: Int32, output: Stream = .nothing,
    errors: Stream = .nothing
  ) {
    testDescription = name
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.files = files
    self.input = input
    self.environment = environment
    self.status = status
    self.output = output
    self.errors = errors
  }

  /// A file of these bytes, validated.
  init(file bytes: [UInt8], _ name: String, earns finding: String) {
    self.init(
      name, "validate given.yml", files: ["given.yml": bytes], status: 1,
      output: .beginning(finding))
  }

  func run() throws {
    let shelf = try Shelf()
    for (name, bytes) in Specs.all.merging(files, uniquingKeysWith: { $1 }) {
      try shelf.write(bytes, to: name)
    }
    let run = try ProgramRun(arguments, in: shelf, input: input, environment: environment)
    #expect(run.status == status)
    output.expect(run.output)
    errors.expect(run.errors)
  }
}

/// The specs every case finds in its folder.
enum Specs {
  static let good = spec()
  /// One error, at 7:39.
  static let bad = spec(type: "Q")
  /// One warning, at 7:7.
  static let doubtful = spec(config: "      tracing: true\n")

  static let all: [String: [UInt8]] = [
    "good.yml": bytes(good), "bad.yml": bytes(bad), "doubtful.yml": bytes(doubtful),
  ]

  static func spec(type: String = "S", config: String = "") -> String {
    """
    service: shop
    complianceFramework: commercial
    components:
      - name: orders
        type: dynamodb-table
        config:
    \(config)      partitionKey: { name: id, type: \(type) }

    """
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
