// Pages of codes: read, shown, and given to tools.

import Diagnostics
import FindingFormats
import JSONText
import Testing

private let page = """
  # TABLE012 local-index-without-sort-key

  A local index sorts the items of one partition another way,
  so the table itself must have a sort key.

  ## What

  A table with `localSecondaryIndexes` has no `sortKey`, and this paragraph is long enough to need wrapping twice over, whatever it says.

  - an item
    that goes on
  - another

  ## Bad

  ```yaml
  # Not a heading
  ## Nor this
  key: 1

  other: 2
  ```

  ```text
  error[TABLE012] 1:1-1:2: wrong
    help: right
  ```

  ## Good

  ```yaml
  key: 2
  ```

  """

@Test func readsPages() throws {
  let read = try ExplainPage(page)
  #expect(read.code == "TABLE012")
  #expect(read.slug == "local-index-without-sort-key")
  #expect(
    read.summary == """
      A local index sorts the items of one partition another way,
      so the table itself must have a sort key.
      """)
  #expect(read.sections.map(\.title) == ["What", "Bad", "Good"])
  #expect(read.badExample == "# Not a heading\n## Nor this\nkey: 1\n\nother: 2\n")
  #expect(read.badFindings == "error[TABLE012] 1:1-1:2: wrong\n  help: right\n")
  #expect(read.goodExample == "key: 2\n")
  #expect(try ExplainPage(page.replacing("\n", with: "\r\n")) == read)
}

@Test(arguments: [
  ("", 1, "a page begins with `# CODE slug`"),
  ("# TABLE012", 1, "a page begins with `# CODE slug`"),
  ("# A1 b\n\n## What\n", 2, "a page has a summary"),
  ("# A1 b\nText\n## Bad\n```yaml\na: 1\n", 4, "the fence is not closed"),
])
func refusesWhatIsNoPage(text: String, line: Int, message: String) {
  #expect {
    try ExplainPage(text)
  } throws: { error in
    let fault = error as? ExplainPage.Fault
    return fault?.line == line && fault?.message == message
  }
}

@Test func hasNoExampleWithoutSections() throws {
  let bare = try ExplainPage("# A1 b\nText.")
  #expect(bare.sections.isEmpty)
  #expect(bare.badExample == nil && bare.badFindings == nil && bare.goodExample == nil)
}

@Test func showsPagesOnATerminal() throws {
  #expect(
    try ExplainPage(page).terminalText(severity: .error) == """
      error[TABLE012]: local-index-without-sort-key

        A local index sorts the items of one partition another way, so the table
        itself must have a sort key.

      What
        A table with `localSecondaryIndexes` has no `sortKey`, and this paragraph is
        long enough to need wrapping twice over, whatever it says.

        - an item that goes on
        - another

      Bad
          # Not a heading
          ## Nor this
          key: 1

          other: 2

          error[TABLE012] 1:1-1:2: wrong
            help: right

      Good
          key: 2

      """)
}

@Test(arguments: [
  ("--env prod", "With `--env prod`:\n\n"), ("synth", "Found by `synth`:\n\n"), ("json", ""),
  ("--env prod, synth", "With `--env prod`, found by `synth`:\n\n"),
  ("escapes", "`\\xHH` stands for a byte:\n\n"),
])
func saysInWordsHowAnExampleIsRead(comment: String, words: String) throws {
  let page = "# A1 b\nText.\n## Bad\n\n<!-- run: \(comment) -->\n\n```yaml\na: 1\n```\n"
  let section = try #require(try ExplainPage(page).section("Bad"))
  #expect(section.readableBody == words + "```yaml\na: 1\n```")
  let good = try ExplainPage(page.replacing("## Bad", with: "## Good"))
  let goodWords = words.replacing("Found", with: "Accepted").replacing("found", with: "accepted")
  #expect(good.section("Good")?.readableBody == goodWords + "```yaml\na: 1\n```")
}

@Test func colorsPagesWhenAsked() throws {
  let colored = try ExplainPage("# A1 b\nText.\n## Why\nSo.").terminalText(colored: true)
  #expect(
    colored.replacing("\u{1B}", with: "~")
      == "~[1mA1~[0m~[1m: b~[0m\n\n  Text.\n\n~[1mWhy~[0m\n  So.\n")
}

@Test func givesPagesToTools() throws {
  let read = try ExplainPage("# A1 b\nText.\n## Why\nSo \"it\" is.")
  #expect(
    text(read.json(severity: .note, style: .compact))
      == #"{"code":"A1","slug":"b","severity":"note","summary":"Text.","#
      + #""sections":[{"title":"Why","body":"So \"it\" is."}]}"# + "\n")
  #expect(!text(read.json()).contains("severity"))
}
