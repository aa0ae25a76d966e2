// UpdateContributorInsights: counting of the most used keys, on or off.

import TableEngine

enum UpdateContributorInsights: Operation {
  static func answer(
    _ input: Wire.UpdateContributorInsightsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.UpdateContributorInsightsOutput {
    let setting = try engine.updateContributorInsights(
      input.tableName, index: input.indexName,
      isEnabled: input.contributorInsightsAction == "ENABLE",
      mode: InsightsMode(input.contributorInsightsMode), at: call.now)
    var output = Wire.UpdateContributorInsightsOutput()
    output.tableName = input.tableName
    output.indexName = input.indexName
    output.contributorInsightsStatus = setting.isEnabled ? "ENABLING" : "DISABLING"
    output.contributorInsightsMode = setting.isEnabled ? setting.mode.rawValue : nil
    return output
  }
}
