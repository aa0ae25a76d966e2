// What the tests of names share: a parse as an answer.

import AWSNames
import Diagnostics
import Shapes

/// The fault of a parse, nil when it succeeds.
func fault(_ parse: () throws(FormatFault) -> Void) -> FormatFault? {
  do throws(FormatFault) {
    try parse()
    return nil
  } catch {
    return error
  }
}

/// What the format of this name says of a text; a format that is missing is a fault of its own.
func fault(of text: String, as name: String) -> FormatFault? {
  guard let format = AWSFormats.all.first(where: { $0.name == name }) else {
    return FormatFault(ARN.malformed, "there is no format \(name)")
  }
  return format.check(text)
}
