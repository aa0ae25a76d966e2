// DescribeContributorInsights: whether the most used keys of a table or index are counted.

import TableEngine

enum DescribeContributorInsights: Operation {
  static func answer(
    _ input: Wire.DescribeContributorInsightsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeContributorInsightsOutput {
    let setting = try engine.describeContributorInsights(
      input.tableName, index: input.indexName, at: call.now)
    var output = Wire.DescribeContributorInsightsOutput()
    output.tableName = input.tableName
    output.indexName = input.indexName
    output.contributorInsightsStatus = setting.isEnabled ? "ENABLED" : "DISABLED"
    output.contributorInsightsMode = setting.isEnabled ? setting.mode.rawValue : nil
    output.lastUpdateDateTime = setting.updated
    return output
  }
}
