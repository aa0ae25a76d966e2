// How refusals look on the wire: type, message, status, and what some carry besides.

import TableEngine
import TableItems

struct ErrorEnvelope {
  let status: Int
  let type: String
  let message: String?
  /// The service writes the key of a few messages with a capital.
  var messageKey: StaticString = "\"message\":"
  private var more: (inout WireWriter) -> Void = { _ in }

  private static let coral = "com.amazon.coral.service#"

  init(_ fault: WireFault) {
    status = if case .engine(.internalServerError) = fault { 500 } else { 400 }
    switch fault {
    case .serialization(let text):
      type = ErrorEnvelope.coral + "SerializationException"
      message = text
      messageKey = "\"Message\":"
    case .unknownOperation:
      type = ErrorEnvelope.coral + "UnknownOperationException"
      message = nil
    case .missingAuthenticationToken:
      type = ErrorEnvelope.coral + "MissingAuthenticationTokenException"
      message = "Request is missing Authentication Token"
    case .incompleteSignature(let text):
      type = ErrorEnvelope.coral + "IncompleteSignatureException"
      message = text
    case .unrecognizedClient:
      type = ErrorEnvelope.coral + "UnrecognizedClientException"
      message = "The security token included in the request is invalid."
    case .accessDenied(let text), .engine(.accessDenied(let text)):
      type = ErrorEnvelope.coral + "AccessDeniedException"
      message = text
      messageKey = "\"Message\":"
    case .engine(.validation(let text)):
      type = "com.amazon.coral.validate#ValidationException"
      message = text
    case .engine(let error):
      type = "com.amazonaws.dynamodb.v20120810#" + error.name
      message = error.message
      if case .transactionCanceled = error { messageKey = "\"Message\":" }
      more = { ErrorEnvelope.writeParts(of: error, to: &$0) }
    }
  }

  func write(to writer: inout WireWriter) {
    writer.beginObject()
    writer.key("\"__type\":")
    writer.string(type.utf8)
    if let message {
      writer.key(messageKey)
      writer.string(message.utf8)
    }
    more(&writer)
    writer.endObject()
  }

  private static func writeParts(of error: EngineError, to writer: inout WireWriter) {
    switch error {
    case .conditionalCheckFailed(_, let item?):
      writer.key("\"Item\":")
      writer.item(item)
    case .transactionCanceled(_, let reasons):
      writer.key("\"CancellationReasons\":")
      writer.beginArray()
      for reason in reasons {
        writer.beginObject()
        writer.key("\"Code\":")
        writer.string(reason.code.utf8)
        if let message = reason.message {
          writer.key("\"Message\":")
          writer.string(message.utf8)
        }
        if let item = reason.item {
          writer.key("\"Item\":")
          writer.item(item)
        }
        writer.endObject()
      }
      writer.endArray()
    case .provisionedThroughputExceeded(_, let reasons), .requestLimitExceeded(_, let reasons):
      write(reasons, under: "\"ThrottlingReasons\":", to: &writer)
    case .throttling(_, let reasons):
      write(reasons, under: "\"throttlingReasons\":", to: &writer)
    default: break
    }
  }

  private static func write(
    _ reasons: [ThrottlingReason], under key: StaticString, to writer: inout WireWriter
  ) {
    guard !reasons.isEmpty else { return }
    writer.key(key)
    writer.beginArray()
    for reason in reasons {
      writer.beginObject()
      writer.key("\"reason\":")
      writer.string(reason.reason.utf8)
      writer.key("\"resource\":")
      writer.string(reason.resource.utf8)
      writer.endObject()
    }
    writer.endArray()
  }
}
