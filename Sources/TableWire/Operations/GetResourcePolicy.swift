// GetResourcePolicy: the policy of a table or a stream.

import TableEngine

enum GetResourcePolicy: Operation {
  static func answer(
    _ input: Wire.GetResourcePolicyInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.GetResourcePolicyOutput {
    let policy = try engine.getResourcePolicy(input.resourceArn, at: call.now)
    var output = Wire.GetResourcePolicyOutput()
    output.policy = policy.document
    output.revisionId = policy.revisionID
    return output
  }
}
