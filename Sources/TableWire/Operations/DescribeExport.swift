// DescribeExport: what became of an export.

import TableEngine

enum DescribeExport: Operation {
  static func answer(
    _ input: Wire.DescribeExportInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeExportOutput {
    var output = Wire.DescribeExportOutput()
    output.exportDescription = Wire.ExportDescription(
      try engine.describeExport(input.exportArn), at: call.now)
    return output
  }
}
