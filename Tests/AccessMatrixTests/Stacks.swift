// Stacks to ask about: templates of tests, and what `synth` makes of the examples.

import AccessMatrix
import IAMPolicy
import Foundation
import Simulation
import TestKit
import Testing

enum Stacks {
  static func options(
    region: String = "us-east-1", stack: String = "app", parameters: [String: String] = [:]
  ) -> TemplateOptions {
    TemplateOptions(
      region: region, account: "123456789012", partition: "aws", stack: stack,
      parameters: parameters)
  }

  static func read(
    _ yaml: String, parameters: [String: String] = [:]
  ) throws(LoadFault) -> StackAccess {
    try StackAccess.read(
      [StackTemplate(file: "t.yaml", bytes: Array(yaml.utf8))],
      options(parameters: parameters))
  }

  /// What a principal may do on a resource, by what the matrix says.
  static func allowed(
    _ matrix: AccessMatrix, _ principal: String, on title: String
  ) -> [String] {
    cells(matrix, principal, on: title).filter { $0.decision == .allowed }
      .map(\.action.fullName)
  }

  static func cells(
    _ matrix: AccessMatrix, _ principal: String, on title: String
  ) -> [AccessCell] {
    matrix.rows.first {
      matrix.stack.principals[$0.principal].name == principal
        && matrix.stack.resources[$0.resource].title == title
    }?.cells ?? []
  }
}

/// A stack in `examples/<name>/expected/<tier>`.
struct ExampleStack: Sendable, CustomTestStringConvertible {
  let folder: String

  var testDescription: String { folder }
  var stack: String { String(folder.split(separator: "/").last ?? "") }

  static let all: [ExampleStack] = Checkout.names(in: "examples").flatMap { example in
    Checkout.names(in: "examples/\(example)/expected").flatMap { tier in
      Checkout.names(in: "examples/\(example)/expected/\(tier)")
        .map { "examples/\(example)/expected/\(tier)/\($0)" }
        .filter { !Checkout.names(in: $0).isEmpty }.map { ExampleStack(folder: $0) }
    }
  }

  /// Those with roles of components.
  static let bound = all.filter { !Checkout.names(in: "\($0.folder)/iam").isEmpty }

  /// The stack's own templates; companions are of other regions.
  var templates: [StackTemplate] {
    get throws {
      try Checkout.names(in: folder)
        .filter { $0.hasSuffix(".template.json") && $0.split(separator: ".").count == 3 }
        .map { StackTemplate(file: $0, bytes: try Checkout.bytes("\(folder)/\($0)")) }
    }
  }

  func access() throws -> StackAccess {
    try StackAccess.read(try templates, Stacks.options(stack: stack))
  }

  var components: [String] {
    Checkout.names(in: "\(folder)/iam").map { String($0.dropLast(".json".count)) }
  }
}
