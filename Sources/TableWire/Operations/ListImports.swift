// ListImports: the imports into a table or all of them, a page at a time.

import TableEngine

enum ListImports: Operation {
  static func answer(
    _ input: Wire.ListImportsInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.ListImportsOutput {
    let all = engine.listImports(tableArn: input.tableArn.map { engine.tableARN($0) })
    let (page, next) = try Transfers.page(
      all, after: input.nextToken, limit: input.pageSize
    ) { $0.importArn }
    var output = Wire.ListImportsOutput()
    output.importSummaryList = page.map { Wire.ImportSummary($0, at: call.now) }
    output.nextToken = next
    return output
  }
}
