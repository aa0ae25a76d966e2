// `review`: from specs to the page that somebody signs.

package import AWSNames
import Diagnostics

package struct ReviewOptions: Sendable, Equatable {
  package enum Format: String, Sendable, CaseIterable {
    case markdown, html
    case oscal
    case oscalResults = "oscal-results"
    case sdr

    /// For people, who want to see what changed.
    var isPage: Bool { self == .markdown || self == .html }
  }

  package let format: Format
  package let tier: String?
  package let environment: String?
  package let region: String?
  package let account: String
  package let today: CalendarDate
  /// How the older specs are called; nil without any.
  package let base: String?
}

package struct ReviewOutcome: Sendable {
  /// Of the inputs, and of those they are compared with where these cannot be compiled.
  package let reports: [InputReport]
  /// Nil when a spec cannot be compiled.
  package let bytes: [UInt8]?
  /// Why there is nothing to hand over.
  package let fault: Fault?

  package enum Fault: Sendable {
    /// The policies of a stack cannot be read.
    case unreadable(ServeFault)
    /// The format has nothing to say under this tier.
    case usage(ServeFault)
  }

  package init(reports: [InputReport], bytes: [UInt8]?, fault: Fault? = nil) {
    self.reports = reports
    self.bytes = bytes
    self.fault = fault
  }
}

extension Command {
  func review(_ settings: Settings) throws(UsageFault) -> ExitStatus {
    guard let format = settings.value(.format).flatMap(ReviewOptions.Format.init),
      let account = settings.value(.account)
    else { preconditionFailure("the table gives defaults and allows only such values") }
    if !format.isPage, settings.isGiven(.base) {
      throw UsageFault(
        "`--format \(format.rawValue)` says what is, and not what changed",
        help: "leave `--base` out, or write `--format markdown` or `--format html`")
    }
    let isColored = try settings.isColored(surroundings.errors, on: terminal)
    let inputs = InputFiles(settings.operands, in: surroundings)
    let base = InputFiles(settings.values(.base), in: surroundings)
    let readStatus = complain(about: inputs.faults + base.faults)
    // A review of some specs could be taken for one of all.
    guard readStatus == .done, !inputs.texts.isEmpty else { return readStatus }
    let outcome = backend.review(
      inputs.texts, since: base.texts,
      ReviewOptions(
        format: format, tier: settings.value(.tier), environment: settings.value(.env),
        region: settings.value(.region), account: account, today: today(settings),
        base: settings.value(.base)))
    nameSource(ofEnvironment: settings, in: outcome.reports)
    terminal.write(
      backend.render(
        outcome.reports, as: .text,
        RenderOptions(
          isVerbose: settings.isGiven(.verbose), isQuiet: settings.isGiven(.quiet),
          isColored: isColored)))
    let status = status(of: outcome.reports, failingOn: .error)
    switch outcome.fault {
    case nil: break
    case .usage(let fault): throw UsageFault(fault.message, help: fault.help)
    case .unreadable(let fault):
      terminal.complain(fault.message, help: fault.help)
      return status.or(.unreadable)
    }
    guard let bytes = outcome.bytes else { return status }
    return status.or(deliver(bytes, to: settings.value(.output), isArtefact: true))
  }
}
