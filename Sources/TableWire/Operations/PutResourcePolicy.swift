// PutResourcePolicy: a policy on a table or a stream.

import TableEngine

enum PutResourcePolicy: Operation {
  static func answer(
    _ input: Wire.PutResourcePolicyInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.PutResourcePolicyOutput {
    let policy = try engine.putResourcePolicy(
      input.resourceArn, input.policy, expected: input.expectedRevisionId, at: call.now)
    var output = Wire.PutResourcePolicyOutput()
    output.revisionId = policy.revisionID
    return output
  }
}
