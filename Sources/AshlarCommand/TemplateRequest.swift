// What `explain FILE POINTER` asks: a template, the trail beside it, and where specs may lie.

import HostSystem

package struct TemplateRequest {
  package let template: InputText
  /// Nil when there is none beside the template.
  package let trail: InputText?
  package let pointer: String
  package let format: PageFormat
  package let isColored: Bool
  /// The files of a name that may be the spec, the likeliest first.
  package let specs: (String) -> [InputText]
}

/// Why there is no answer.
package struct ExplanationFault: Error, Equatable, Sendable {
  package let message: String
  package let help: String
  /// The question is wrong, not a file.
  package let isUsage: Bool

  package init(_ message: String, help: String, isUsage: Bool = false) {
    self.message = message
    self.help = help
    self.isUsage = isUsage
  }
}

extension Command {
  func explainValue(
    _ settings: Settings, as format: PageFormat, isColored: Bool
  ) throws(UsageFault) -> ExitStatus {
    let name = settings.operands[0]
    let template: InputText?
    let trail: InputText?
    do throws(ReadFault) {
      template = try text(of: name)
      trail = try text(of: FilePath.join(FilePath.folder(of: name), "trail.json"))
    } catch { return complain(about: [error]) }
    guard let template else {
      try demandPointer(settings)
      return complain(about: [ReadFault(name, .notFound)])
    }
    let request = TemplateRequest(
      template: template, trail: trail, pointer: settings.operands[1], format: format,
      isColored: isColored, specs: { specs(called: $0, near: name) })
    let answer: [UInt8]
    do throws(ExplanationFault) {
      answer = try backend.origin(request)
    } catch {
      if error.isUsage { throw UsageFault(error.message, help: error.help) }
      terminal.complain(error.message, help: error.help)
      return .unreadable
    }
    let destination = settings.value(.output)
    let isOnTerminal = destination == nil || destination == "-"
    return deliver(answer, to: destination, isArtefact: !isOnTerminal)
  }

  /// Who names no file and no pointer asks for the pages of two codes.
  private func demandPointer(_ settings: Settings) throws(UsageFault) {
    let (first, second) = (settings.operands[0], settings.operands[1])
    guard !second.isEmpty, !second.hasPrefix("/"), !second.hasPrefix("#") else { return }
    throw UsageFault(
      "`explain` takes one CODE, and `\(second)` is one too many",
      help: "write `ashlar explain \(first)`")
  }

  /// Nil for what is not there.
  func text(of name: String) throws(ReadFault) -> InputText? {
    let path = surroundings.path(name)
    do throws(SystemFault) {
      guard try Output.existing(path) != nil else { return nil }
    } catch {
      throw ReadFault(name, error)
    }
    return try FileReading.read(path, named: name).map { InputText(name: name, bytes: $0.bytes) }
  }

  /// In the folder the command runs in, and from the template's folder upward as far as an output
  /// folder lies deep in a checkout.
  func specs(called name: String, near template: String) -> [InputText] {
    guard OutputFolder.isInside(name), !name.utf8.contains(UInt8(ascii: "/")) else { return [] }
    let above = FilePath.join(FilePath.folder(of: template), "..")
    let folders = ["", above, FilePath.join(above, ".."), FilePath.join(above, "../..")]
    return folders.compactMap { folder in
      do { return try text(of: FilePath.join(folder, name)) } catch { return nil }
    }
  }
}
