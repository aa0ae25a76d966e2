// DeleteResourcePolicy: no policy on a table or a stream any more.

import TableEngine

enum DeleteResourcePolicy: Operation {
  static func answer(
    _ input: Wire.DeleteResourcePolicyInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DeleteResourcePolicyOutput {
    var output = Wire.DeleteResourcePolicyOutput()
    output.revisionId = try engine.deleteResourcePolicy(
      input.resourceArn, expected: input.expectedRevisionId, at: call.now)
    return output
  }
}
