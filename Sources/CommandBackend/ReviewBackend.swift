// `review` behind the command line: specs in, a page out.

import AWSNames
import AccessMatrix
package import AshlarCommand
import Catalog
import Compiler
import Compliance
import Diagnostics
import EvidenceFormats
import Provenance
import Review
import ReviewPages
import Simulation

extension BuiltInBackend {
  package func review(
    _ inputs: [InputText], since base: [InputText], _ options: ReviewOptions
  ) -> ReviewOutcome {
    var reports: [InputReport] = []
    do throws(ReviewFault) {
      let old = try base.map { text throws(ReviewFault) in
        // What was found in the old ones is nothing to be told of the new, unless it ends it.
        var found: [InputReport] = []
        do throws(ReviewFault) { return try ReadStack(text, options, &found) } catch {
          reports += found
          throw error
        }
      }
      var stacks: [ReadStack] = []
      var isRejected = false
      for text in inputs {
        do throws(ReviewFault) { stacks.append(try ReadStack(text, options, &reports)) } catch {
          guard case .rejected = error else { throw error }
          isRejected = true
        }
      }
      guard !isRejected else { throw .rejected }
      if let document = try document(of: stacks.map(\.review), options) {
        return ReviewOutcome(reports: reports, bytes: document)
      }
      let services = stacks.map { $0.reviewed(since: old, options, isOnlyOne: stacks.count == 1) }
      return ReviewOutcome(
        reports: reports,
        bytes: options.format == .html
          ? ReviewPage.render(services) : ReviewMarkdown.render(services))
    } catch {
      switch error {
      case .rejected: return ReviewOutcome(reports: reports, bytes: nil)
      case .nothingToAssess:
        return ReviewOutcome(
          reports: reports, bytes: nil,
          fault: .usage(
            ServeFault(
              "under `commercial` no control is asked for, so there is nothing to assess",
              help: "raise the tier with `--tier fedramp-moderate` or `fedramp-high`")))
      case .unreadable(let fault):
        return ReviewOutcome(
          reports: reports, bytes: nil,
          fault: .unreadable(ServeFault(fault.message, help: fault.help)))
      }
    }
  }
}

extension BuiltInBackend {
  /// For machines; nil where people asked.
  private func document(
    of reviews: [ServiceReview], _ options: ReviewOptions
  ) throws(ReviewFault) -> [UInt8]? {
    switch options.format {
    case .markdown, .html: return nil
    case .oscal: return ComponentDefinition.write(reviews)
    case .sdr: return SecurityDecisions.write(reviews)
    case .oscalResults:
      if let document = AssessmentResults.write(reviews) { return document }
      throw .nothingToAssess
    }
  }
}

private enum ReviewFault: Error {
  case rejected
  case nothingToAssess
  case unreadable(LoadFault)
}

/// A spec with everything that is said of it.
private struct ReadStack {
  let review: ServiceReview
  let access: AccessMatrix

  init(
    _ text: InputText, _ options: ReviewOptions, _ reports: inout [InputReport]
  ) throws(ReviewFault) {
    let result = Compiler.inspect(
      SourceFile(name: text.name, bytes: text.bytes), with: Catalog.vocabulary(),
      options: CompileOptions(
        environment: options.environment, region: options.region,
        tier: options.tier.flatMap(Tier.init(rawValue:)), today: options.today,
        includesAdvice: true))
    reports.append(
      InputReport(file: text.name, sources: result.findings.sources, findings: result.findings))
    guard let inspection = result.inspection else { throw .rejected }
    review = ServiceReview(inspection, today: options.today)
    do throws(LoadFault) {
      access = try AccessMatrix(of: inspection, account: options.account)
    } catch { throw .unreadable(error) }
  }

  /// One spec is compared with one, whatever both are called; several by their stacks.
  func reviewed(
    since old: [ReadStack], _ options: ReviewOptions, isOnlyOne: Bool
  ) -> ReviewedService {
    guard let base = options.base else { return ReviewedService(review, access) }
    let before =
      old.first { $0.review.stack == review.stack }
      ?? (isOnlyOne && old.count == 1 ? old[0] : nil)
    guard let before else { return ReviewedService(review, access, newSince: base) }
    return ReviewedService(
      review, access,
      difference: ReviewDifference(
        from: (before.review, before.access), named: base, to: (review, access)))
  }
}
