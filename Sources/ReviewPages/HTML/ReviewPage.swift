// The page that a reviewer reads and signs: one file, without scripts and with nothing to fetch.

import AWSNames
import Compliance
import Review

package enum ReviewPage {
  package static func render(_ services: [ReviewedService]) -> [UInt8] {
    var html = HTMLWriter()
    html.raw("<!DOCTYPE html>")
    html.element("html", [("lang", "en")]) { html in
      html.element("head") { head(services, &$0) }
      html.element("body") { html in
        html.element("a", [("class", "skip"), ("href", "#review")], text: "Skip to the review")
        if services.count == 1 {
          ServicePage(services[0], prefix: "").write(to: &html)
        } else {
          several(services, &html)
        }
        html.element("footer") { html in
          html.paragraph(
            "Read from the templates that this spec becomes. Whatever is not listed as allowed is"
              + " denied, as IAM denies what nothing allows.")
        }
      }
    }
    html.raw("\n")
    return html.bytes
  }

  /// A page has one main part, and in it an article a service.
  private static func several(_ services: [ReviewedService], _ html: inout HTMLWriter) {
    html.element("main", [("id", "review")]) { html in
      for (number, service) in services.enumerated() {
        let page = ServicePage(service, prefix: "s\(number + 1)-")
        html.element("article", [("aria-labelledby", page.id("name"))]) { html in
          html.element("header") { page.header(&$0) }
          page.navigation(&html)
          page.sections(&html)
        }
      }
    }
  }

  private static func head(_ services: [ReviewedService], _ html: inout HTMLWriter) {
    html.lone("meta", [("charset", "utf-8")])
    html.lone(
      "meta",
      [
        ("http-equiv", "Content-Security-Policy"),
        (
          "content",
          "default-src 'none'; style-src '\(PageStyle.digest)'; base-uri 'none'; form-action 'none'"
        ),
      ])
    html.lone(
      "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    html.lone("meta", [("name", "referrer"), ("content", "no-referrer")])
    html.element(
      "title", text: "Review of " + services.map(\.review.stack).joined(separator: ", "))
    html.element("style") { $0.raw(PageStyle.text) }
  }
}

/// The part of a page that is about one service.
struct ServicePage {
  let service: ReviewedService
  let review: ServiceReview
  /// Begins the names of places, which are unique in a page.
  let prefix: String
  let concerns: Concerns

  init(_ service: ReviewedService, prefix: String) {
    self.service = service
    review = service.review
    self.prefix = prefix
    concerns = Concerns(service.review)
  }

  func id(_ name: String) -> String { prefix + name }

  /// Where several services share a page, each title is heard with the name of its service.
  func section(
    _ name: String, _ title: String, _ html: inout HTMLWriter,
    _ contents: (inout HTMLWriter) -> Void
  ) {
    let labels = "\(id(name))-title" + (prefix.isEmpty ? "" : " \(id("name"))")
    html.element("section", [("id", id(name)), ("aria-labelledby", labels)]) { html in
      html.element("h2", [("id", "\(id(name))-title")], text: title)
      contents(&html)
    }
  }

  /// What a page has, in its order.
  private var parts: [(id: String, title: String)] {
    var parts = [("attention", "Before you sign")]
    if service.difference != nil || service.newSince != nil {
      parts.append(("changes", "What changed"))
    }
    parts += [
      ("graph", "Picture"), ("access", "Who can do what"), ("data", "Data and backups"),
      ("controls", "Controls"), ("watch", "Alarms and retention"), ("resources", "Resources"),
    ]
    return parts
  }

  func write(to html: inout HTMLWriter) {
    html.element("header") { header(&$0) }
    navigation(&html)
    html.element("main", [("id", "review")]) { sections(&$0) }
  }

  func navigation(_ html: inout HTMLWriter) {
    html.element("nav", [("aria-label", "Sections of \(review.stack)")]) { html in
      html.element("ul") { html in
        for part in parts {
          html.element("li") { html in
            html.element("a", [("href", "#\(id(part.id))")], text: part.title)
          }
        }
      }
    }
  }

  func sections(_ html: inout HTMLWriter) {
    attention(&html)
    if let difference = service.difference { changes(difference, &html) }
    if let base = service.newSince {
      section("changes", "What changed", &html) {
        $0.paragraph("Everything: nothing in \(base) makes this stack.")
      }
    }
    section("graph", "Picture", &html) { html in
      html.paragraph(
        "Functions on the left, the tables they are bound to, and what encrypts and keeps those."
          + " Solid lines carry data.", "soft")
      html.paragraph("The picture is wider than this screen: drag it sideways.", "hint")
      html.drawing(Graph(review), titled: review.stack, id: id("graph"))
    }
    access(&html)
    data(&html)
    controls(&html)
    watch(&html)
    resources(&html)
  }

  func header(_ html: inout HTMLWriter) {
    html.element("h1", [("id", id("name"))]) { html in
      html.text("Review of ")
      html.text(review.stack)
    }
    let counts = Dictionary(grouping: review.rows, by: \.status).mapValues(\.count)
    html.element("dl", [("class", "facts")]) { html in
      fact("Held to", Wording.tier(review.tier), &html)
      fact("Regions", review.regions.map { Wording.region($0.name) }.joined(separator: ", "), &html)
      if let owner = review.owner { fact("Owner", owner, &html) }
      if let environment = review.environment { fact("Environment", environment, &html) }
      fact("Spec", review.spec, &html)
      if let today = review.today { fact("Waivers judged on", today.description, &html) }
    }
    html.element("ul", [("class", "scores")]) { html in
      score(concerns.failed.count, "required and failed", "failed", &html)
      score(counts[.waived] ?? 0, "waived", "waived", &html)
      score(counts[.cannotBeKnown] ?? 0, "cannot be known", "unknown", &html)
      score(counts[.met] ?? 0, "met", "met", &html)
      if !concerns.advice.isEmpty {
        score(concerns.advice.count, "advice not taken", "none", &html)
      }
      score(counts[.notApplicable] ?? 0, "not applicable", "none", &html)
    }
  }

  private func fact(_ name: String, _ value: String, _ html: inout HTMLWriter) {
    html.element("div") { html in
      html.element("dt", text: name)
      html.element("dd", text: value)
    }
  }

  private func score(_ count: Int, _ name: String, _ kind: String, _ html: inout HTMLWriter) {
    // What there is none of is not colored: an eye looks for color.
    html.element("li", [("class", count == 0 ? "none" : kind)]) { html in
      html.element("strong", text: "\(count)")
      html.text(name)
    }
  }
}
