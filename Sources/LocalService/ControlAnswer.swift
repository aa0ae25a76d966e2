// What the simulator's own paths answer: plain JSON, outside of DynamoDB's protocol.

import HTTPFront
import JSONText

struct ControlAnswer {
  let status: Int
  let type: StaticString
  let body: [UInt8]

  private static let json: StaticString = "application/json"

  static func values(_ members: [(String, String)], status: Int = 200) -> ControlAnswer {
    var writer = JSONWriter()
    writer.object { writer in
      for (key, value) in members {
        writer.key(key)
        writer.string(value)
      }
    }
    return ControlAnswer(status: status, type: json, body: writer.finished())
  }

  static func refusal(_ status: Int, _ message: String, help: String) -> ControlAnswer {
    values([("message", message), ("help", help)], status: status)
  }

  static func text(_ text: String) -> ControlAnswer {
    ControlAnswer(
      status: 200, type: "text/plain; version=0.0.4; charset=utf-8", body: Array(text.utf8))
  }

  func write(to response: inout HTTPResponse) {
    response.status = status
    response.addField("Content-Type", type.description.utf8)
    response.body = body
  }
}
