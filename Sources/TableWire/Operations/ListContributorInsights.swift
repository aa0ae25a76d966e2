// ListContributorInsights: tables and indexes whose most used keys are counted.

import TableEngine

enum ListContributorInsights: Operation {
  static func answer(
    _ input: Wire.ListContributorInsightsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListContributorInsightsOutput {
    // The names that there are fit one page; a token was never given.
    let all = try engine.listContributorInsights(tableName: input.tableName, at: call.now)
    var output = Wire.ListContributorInsightsOutput()
    output.contributorInsightsSummaries = all.map { summary in
      var shown = Wire.ContributorInsightsSummary()
      shown.tableName = summary.tableName
      shown.indexName = summary.indexName
      shown.contributorInsightsStatus = summary.setting.isEnabled ? "ENABLED" : "DISABLED"
      shown.contributorInsightsMode = summary.setting.mode.rawValue
      return shown
    }
    return output
  }
}
