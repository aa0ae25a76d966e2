// ListExports: the exports of a table or of all, a page at a time.

import TableEngine

enum ListExports: Operation {
  static func answer(
    _ input: Wire.ListExportsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListExportsOutput {
    let all = engine.listExports(tableArn: input.tableArn.map { engine.tableARN($0) })
    let (page, next) = try Transfers.page(
      all, after: input.nextToken, limit: input.maxResults
    ) { $0.exportArn }
    var output = Wire.ListExportsOutput()
    output.exportSummaries = page.map { Wire.ExportSummary($0, at: call.now) }
    output.nextToken = next
    return output
  }
}
