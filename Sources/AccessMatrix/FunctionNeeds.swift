// What functions need of streams and keys, as their own properties say.

import IAMPolicy
import Simulation

package struct FunctionNeed: Sendable {
  package enum What: Sendable {
    case stream(String)
    /// A key, the service that uses it on the function's behalf, and what for.
    case key(String, service: String, actions: [String])
  }

  /// The logical id of the function.
  package let function: String
  package let what: What
}

extension StackAccessReader {
  /// EVIDENCE: Lambda developer guide: Lambda decrypts variables and reads streams as the role of
  /// the function; SQS encrypts what is sent with the sender's right to the key.
  mutating func readNeeds() {
    let functions = all("AWS::Lambda::Function").map(\.resource)
    var failures: [(function: String, queue: String)] = []
    for function in functions {
      let properties = function.properties
      if let key = properties["KmsKeyArn"]?.text {
        access.needs.append(
          FunctionNeed(
            function: function.logicalID,
            what: .key(keyARN(named: key), service: "lambda", actions: ["kms:Decrypt"])))
      }
      if let queue = properties["DeadLetterConfig"]?["TargetArn"]?.text {
        failures.append((function.logicalID, queue))
      }
    }
    for (mapping, _) in all("AWS::Lambda::EventSourceMapping") {
      let named = mapping.properties["FunctionName"]?.text
      guard let function = functions.first(where: { $0.name == named || $0.arn == named })
      else { continue }
      if let stream = mapping.properties["EventSourceArn"]?.text.map(StackAccessReader.shown),
        stream.firstRange(of: "/stream/") != nil || stream.hasPrefix("<")
      {
        access.needs.append(FunctionNeed(function: function.logicalID, what: .stream(stream)))
      }
      let failure = mapping.properties["DestinationConfig"]?["OnFailure"]?["Destination"]
      if let queue = failure?.text { failures.append((function.logicalID, queue)) }
    }
    for (queue, _) in all("AWS::SQS::Queue") {
      guard let key = queue.properties["KmsMasterKeyId"]?.text else { continue }
      for failure in failures where failure.queue == queue.arn {
        access.needs.append(
          FunctionNeed(
            function: failure.function,
            what: .key(
              keyARN(named: key), service: "sqs", actions: ["kms:Decrypt", "kms:GenerateDataKey"])))
      }
    }
  }
}
