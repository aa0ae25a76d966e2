// DescribeImport: what became of an import.

import TableEngine

enum DescribeImport: Operation {
  static func answer(
    _ input: Wire.DescribeImportInput, _ call: Call, by engine: Engine
  ) throws(EngineError) -> Wire.DescribeImportOutput {
    var output = Wire.DescribeImportOutput()
    output.importTableDescription = Wire.ImportTableDescription(
      try engine.describeImport(input.importArn), at: call.now)
    return output
  }
}
