// What changed since an older spec, for the pull request that changes it.

import Review

extension ServiceMarkdown {
  func changes(_ difference: ReviewDifference, _ writer: inout MarkdownWriter) {
    let base = Markdown.code(difference.base)
    guard !difference.isEmpty else {
      writer.line("Nothing changed since \(base).")
      writer.line()
      return
    }
    writer.heading(3, "What changed since \(base)")
    if !difference.bindings.isEmpty {
      for change in difference.bindings {
        guard let binding = change.after ?? change.before else { continue }
        writer.line(
          "- bind of \(Markdown.code(binding.component)) to \(Markdown.code(binding.target)): "
            + ReviewMarkdown.change(
              change.before.map(ChangeWording.bind), change.after.map(ChangeWording.bind)))
      }
      writer.line()
    }
    if !difference.access.isEmpty {
      writer.table(
        ["Access of", "On", "Gained", "Lost"],
        difference.access.map { change in
          [
            Markdown.code(change.principal), Markdown.text(change.resource),
            change.gained.joined(separator: ", "), change.lost.joined(separator: ", "),
          ]
        })
    }
    if !difference.rows.isEmpty {
      writer.table(
        ["Row", "Asks that", "Before", "Now"],
        difference.rows.map { row in
          [
            row.id, Markdown.text(row.requirement), row.before?.rawValue ?? "not asked",
            row.after?.rawValue ?? "not asked",
          ]
        })
    }
    for change in difference.waivers {
      writer.line(
        "- waiver: "
          + ReviewMarkdown.change(
            change.before.map(ChangeWording.waiver), change.after.map(ChangeWording.waiver)))
    }
    if !difference.waivers.isEmpty { writer.line() }
    resources(difference, &writer)
  }

  private func resources(_ difference: ReviewDifference, _ writer: inout MarkdownWriter) {
    guard !difference.resources.isEmpty else { return }
    writer.fold("Resources: \(ChangeWording.counts(difference))") { writer in
      writer.table(
        ["Resource", "Type", "", "Properties"],
        difference.resources.map { resource in
          [
            Markdown.code(resource.logicalID), resource.type, resource.kind.rawValue,
            members(resource),
          ]
        })
    }
  }
}

extension ServiceMarkdown {
  private func members(_ resource: ReviewDifference.Resource) -> String {
    let shown = resource.members.prefix(5).map { member in
      let path = member.pointer.split(separator: "/").drop { $0 == "Properties" }
        .joined(separator: "/")
      // A long value is for the page, or for `git diff`.
      let isShort = [member.before, member.after].allSatisfy { ($0?.count ?? 0) <= 40 }
      return Markdown.code(path)
        + (isShort ? " " + ReviewMarkdown.change(member.before, member.after) : "")
    }
    let rest = resource.members.count - shown.count
    return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "<br>")
  }
}

extension ReviewMarkdown {
  static func change(_ before: String?, _ after: String?) -> String {
    switch (before, after) {
    case (let before?, let after?):
      "\(Markdown.text(before)) → **\(Markdown.text(after))**"
    case (nil, let after?): "new: **\(Markdown.text(after))**"
    case (let before?, nil): "gone: \(Markdown.text(before))"
    case (nil, nil): ""
    }
  }
}
