// What tools read: exact bytes for the ordinary, and nothing broken by the hostile.

import Diagnostics
import FindingFormats
import Foundation
import FoundationXML
import JSONText
import Provenance
import Testing

@Test func writesFindingLines() {
  #expect(
    text(FindingLineRenderer().render([ordinaryReport(), cleanReport()])) == """
      note[SHAPE020] 1:1-1:8: no tier is given, `commercial` is assumed
      error[TABLE012] 8:22-8:28: the local index `ByDate` needs a table with a sort key
        help: add `sortKey`, or make it a global index
        related 6:7-6:19: this table has none
        related 3:11-3:16: in this component
      warning[BAK-2] 9:18-9:19: backups are kept for 7 days
        related tiers/fedramp-high.yaml 3:12-3:15: the tier asks for this

      """)
}

@Test func writesPointers() throws {
  var tree = Tree()
  var sink = Sink()
  let bytes = Array("{\"a/b\": {\"x~\\n\": [0, true]}}".utf8)
  let root = try parseJSON(SourceFile(name: "t.json", bytes: bytes), into: &tree, sink: &sink)
  let inner = try #require(tree.value("a/b", in: root))
  let list = try #require(tree.value("x~\n", in: inner))
  let last = try #require(tree.children(of: list).reversed().first)
  sink.report(Finding(localIndex, at: .node(last), "wrong"))
  let report = Report(file: "t.json", tree: tree, sink: sink)
  #expect(
    text(FindingLineRenderer().render([report]))
      == "error[TABLE012] 1:22-1:26 /a~1b/x~0␊/1: wrong\n")
  let json = text(JSONRenderer(.compact).render([report]))
  #expect(json.contains("\"pointer\":\"/a~1b/x~0\\n/1\""))
  let sarif = text(SARIFRenderer(version: "1", style: .compact).render([report]))
  #expect(
    sarif.contains("\"logicalLocations\":[{\"fullyQualifiedName\":\"/a~1b/x~0\\n/1\"}]"))
}

@Test func writesJSONInTheOrderOfTheContract() {
  var sample = Sample("a.yml", "a: 1\nb: 2")
  sample.report(
    managedKey, sample.place("2"), "wrong", help: "right",
    related: [Related(sample.place("1"), "because")], controls: ["SC-28(1)"])
  #expect(
    text(JSONRenderer(.compact).render([sample.report, cleanReport()])) == """
      {"findings":[{"code":"ENC-1","slug":"aws-managed-key","severity":"error",\
      "message":"wrong","help":"right","file":"a.yml","line":2,"column":4,"endLine":2,\
      "endColumn":5,"pointer":"","related":[{"file":"a.yml","line":1,"column":4,\
      "message":"because"}],"controls":["SC-28(1)"]}],\
      "summary":{"errors":1,"warnings":0,"notes":0}}

      """)
}

@Test func writesSARIF() {
  var sample = Sample("dir/a b.yml", "a: 1\nb: 2")
  sample.report(
    managedKey, sample.place("2"), "wrong", help: "right",
    related: [Related(sample.place("1"), "because")], controls: ["SC-28(1)"])
  sample.report(localIndex, sample.place("a"), "first")
  let renderer = SARIFRenderer(
    version: "1.2.3", summaries: ["ENC-1": "the key is not yours"], style: .compact)
  #expect(
    text(renderer.render([sample.report])) == """
      {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/\
      sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"ashlar",\
      "version":"1.2.3","rules":[{"id":"ENC-1","name":"AwsManagedKey",\
      "shortDescription":{"text":"the key is not yours"},\
      "defaultConfiguration":{"level":"error"}},\
      {"id":"TABLE012","name":"LocalIndexWithoutSortKey",\
      "shortDescription":{"text":"local index without sort key"},\
      "defaultConfiguration":{"level":"error"}}]}},\
      "columnKind":"unicodeCodePoints","results":[\
      {"ruleId":"TABLE012","ruleIndex":1,"level":"error","message":{"text":"first"},\
      "locations":[{"physicalLocation":{"artifactLocation":{"uri":"dir/a%20b.yml"},\
      "region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":2}}}]},\
      {"ruleId":"ENC-1","ruleIndex":0,"level":"error",\
      "message":{"text":"wrong\\nhelp: right"},\
      "locations":[{"physicalLocation":{"artifactLocation":{"uri":"dir/a%20b.yml"},\
      "region":{"startLine":2,"startColumn":4,"endLine":2,"endColumn":5}}}],\
      "relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"dir/a%20b.yml"},\
      "region":{"startLine":1,"startColumn":4,"endLine":1,"endColumn":5}},\
      "message":{"text":"because"}}],"properties":{"controls":["SC-28(1)"]}}]}]}

      """)
}

@Test(arguments: [
  ("a/b.yml", "a/b.yml"), ("c:d?e#f%.yml", "c%3Ad%3Fe%23f%25.yml"), ("é\n", "%C3%A9%0A"),
  ("/tmp/a b", "file:///tmp/a%20b"), ("-", "-"),
])
func encodesFileNamesAsURIs(file: String, uri: String) {
  var sample = Sample(file, "a")
  sample.report(localIndex, sample.place("a"), "wrong")
  let sarif = text(SARIFRenderer(version: "1", style: .compact).render([sample.report]))
  #expect(sarif.contains("\"artifactLocation\":{\"uri\":\"\(uri)\"}"))
}

@Test func writesJUnit() {
  let reports = [ordinaryReport(), cleanReport()]
  #expect(
    text(JUnitRenderer(failingAt: .warning).render(reports)) == """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="ashlar" tests="3" failures="2">
        <testsuite name="service.yml" tests="2" failures="2" errors="0" skipped="0" time="0">
          <testcase classname="service.yml" \
      name="TABLE012 local-index-without-sort-key at 8:22" time="0">
            <failure type="TABLE012" \
      message="the local index `ByDate` needs a table with a sort key">service.yml
      error[TABLE012] 8:22-8:28: the local index `ByDate` needs a table with a sort key
        help: add `sortKey`, or make it a global index
        related 6:7-6:19: this table has none
        related 3:11-3:16: in this component</failure>
          </testcase>
          <testcase classname="service.yml" \
      name="BAK-2 short-backup-retention at 9:18" time="0">
            <failure type="BAK-2" message="backups are kept for 7 days">service.yml
      warning[BAK-2] 9:18-9:19: backups are kept for 7 days
        related tiers/fedramp-high.yaml 3:12-3:15: the tier asks for this</failure>
          </testcase>
          <system-out>note[SHAPE020] 1:1-1:8: no tier is given, `commercial` is assumed\
      </system-out>
        </testsuite>
        <testsuite name="clean.yml" tests="1" failures="0" errors="0" skipped="0" time="0">
          <testcase classname="clean.yml" name="validates" time="0"/>
        </testsuite>
      </testsuites>

      """)
}

/// Collects what a reader of XML gets.
private final class FailureReader: NSObject, XMLParserDelegate {
  var messages: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if element == "failure" { messages.append(attributes["message"] ?? "") }
  }
}

@Test func writesXMLThatReadersTake() {
  let parser = XMLParser(data: Data(JUnitRenderer().render([hostileReport()])))
  let reader = FailureReader()
  parser.delegate = reader
  #expect(parser.parse())
  #expect(
    reader.messages == [
      "the key `␛[2J\"x\"\r\n::error::` is <bad> & 100% wrong", "quotes", "after wide characters",
    ])
}

@Test func writesWorkflowCommands() {
  #expect(
    text(GitHubRenderer().render([ordinaryReport()])) == """
      ::notice file=service.yml,line=1,col=1,endLine=1,endColumn=8,title=SHAPE020 tier-assumed\
      ::no tier is given, `commercial` is assumed
      ::error file=service.yml,line=8,col=22,endLine=8,endColumn=28,\
      title=TABLE012 local-index-without-sort-key::the local index `ByDate` needs a table with \
      a sort key%0Ahelp: add `sortKey`, or make it a global index%0Aservice.yml:6: this table \
      has none%0Aservice.yml:3: in this component
      ::warning file=service.yml,line=9,col=18,endLine=9,endColumn=19,\
      title=BAK-2 short-backup-retention::backups are kept for 7 days\
      %0Atiers/fedramp-high.yaml:3: the tier asks for this

      """)
}

@Test func writesOneWorkflowCommandALine() {
  let lines = text(GitHubRenderer().render([hostileReport()])).split(separator: "\n")
  #expect(lines.count == 5)
  #expect(
    lines[0].hasPrefix("::error file=a b%2Cc%3A100%25%0A\"<é>.yml,line=1,col=11,endLine=1,"))
  #expect(lines[0].contains("::the key `␛[2J\"x\"%0D%0A::error::` is <bad> & 100%25 wrong%0Ahelp"))
  var sample = Sample("m.yml", "a:\n  b")
  sample.report(localIndex, sample.place("a:\n  b"), "two lines")
  #expect(
    text(GitHubRenderer().render([sample.report]))
      == "::error file=m.yml,line=1,endLine=2,title=TABLE012 local-index-without-sort-key"
      + "::two lines\n")
}
