// The tables of a reference, and the part of a README they are put in.

import ShapeGen
import Testing

private func tables(_ properties: String, more: String = "") throws -> String {
  let library = try PropertyLists.library([
    (
      "box",
      #"{"title":"Box","type":"object","properties":{\#(properties)},"additionalProperties":false"#
        + more + "}"
    )
  ])
  return try ReferenceWriter.tables(of: try #require(library.source("box")), in: library)
}

private let head = """
  | Key | Type | Constraints | Description |
  | --- | --- | --- | --- |

  """

@Suite struct ReferenceRows {
  @Test(arguments: [
    (
      #""a":{"description":"Which.","type":"string","x-alias":["b","c"],"x-identity":true}"#,
      "| `a`<br>also `b`, `c` | string | no tier supplies it | Which. |"
    ),
    (
      #""a":{"type":"string","minLength":3,"maxLength":9,"pattern":"^(x|y)\t$","x-literal":true}"#,
      #"| `a` | string | 3 to 9 characters; matches `^(x\|y)\t$`; no reference |  |"#
    ),
    (
      #""a":{"type":"string","format":"region","examples":["us-east-1"]}"#,
      "| `a` | string | form `region` |  Example: `us-east-1`. |"
    ),
    (
      #""a":{"type":"string","enum":["A","B"],"x-enum-alias":{"a":"A","eh":"A"},"x-swift":"L"}"#,
      "| `a` | string | one of `A` (also `a`, `eh`), `B` |  |"
    ),
    (
      #""a":{"type":"integer","minimum":1,"maximum":5}"#,
      "| `a` | whole number | 1 to 5 |  |"
    ),
    (#""a":{"type":"number","maximum":90}"#, "| `a` | number | at most 90 |  |"),
    (
      #""a":{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"#
        + #""uniqueItems":true,"x-one-or-many":true}"#,
      "| `a` | string or list of strings | at least 1 element; all different; "
        + "each at least 1 character |  |"
    ),
    (
      #""a":{"type":"object","propertyNames":{"maxLength":3},"maxProperties":2,"#
        + #""additionalProperties":{"type":"string","x-coerce":"string"}}"#,
      "| `a` | mapping of names to strings | at most 2 keys; keys: at most 3 characters; "
        + "booleans and numbers become strings |  |"
    ),
    (#""a":{"type":"object","x-open":true}"#, "| `a` | mapping |  |  |"),
    (
      #""a":{"description":"Old.","x-ineffective":"do else"}"#,
      "| `a` | anything | no effect | Old. |"
    ),
    (
      #""a":{"x-swift":"U","anyOf":[{"title":"n","type":"integer","minimum":1},"#
        + #"{"title":"on","type":"boolean"}]}"#,
      "| `a` | whole number or boolean | whole number: at least 1 |  |"
    ),
  ])
  func say(list: String, row: String) throws {
    #expect(try tables(list) == head + row + "\n")
  }

  @Test func requiredKeysSaySo() throws {
    let text = try tables(#""a":{"type":"boolean"}"#, more: #","required":["a"]"#)
    #expect(text == head + "| `a` | boolean | required |  |\n")
  }
}

@Suite struct ReferenceObjects {
  @Test func standUnderHeadingsOfTheirOwnOnce() throws {
    let lid = ##"{"$ref":"#/$defs/Lid"}"##
    let text = try tables(
      #""b":{"type":"array","items":\#(lid)},"a":\#(lid)"#,
      more: #","$defs":{"Lid":{"description":"What closes it.","type":"object","x-swift":"Lid","#
        + #""minProperties":1,"properties":{"tight":{"type":"boolean"}}}}"#)
    #expect(
      text == head + """
        | `b` | list of [Lid](#lid) |  |  |
        | `a` | [Lid](#lid) |  |  |

        ### Lid

        What closes it.

        At least 1 key.

        \(head)| `tight` | boolean |  |  |

        """)
  }

  @Test func ofAnotherListAreDescribedThere() throws {
    let library = try PropertyLists.library([
      (
        "lid",
        #"{"type":"object","properties":{"a":{"type":"object","x-swift":"Rim","#
          + #""properties":{"b":{"type":"boolean"}}}}}"#
      ),
      ("box", #"{"allOf":[{"$ref":"../lid/schema.json"}],"type":"object","properties":{}}"#),
    ])
    let box = try #require(library.source("box"))
    #expect(
      try ReferenceWriter.tables(of: box, in: library) == head
        + "| `a` | [Rim](../lid/README.md#rim) |  |  |\n")
  }

  @Test func linksOfTheComponentsLeadToHeadings() throws {
    let library = try PropertyLists.components()
    var headings: [String: [String]] = [:]
    var readmes: [String: String] = [:]
    for source in library.sources {
      let path = "components/\(source.name)/README.md"
      let readme = String(decoding: try CheckedOutFiles().contents(of: path), as: UTF8.self)
      readmes[source.name] = readme
      headings[source.name] = readme.split(separator: "\n").filter { $0.hasPrefix("#") }
        .map { $0.drop { "# ".contains($0) }.lowercased().replacing(" ", with: "-") }
    }
    for source in library.sources {
      let own = try #require(headings[source.name])
      #expect(Set(own).count == own.count, "\(source.name) has two headings of one name")
      for link in try #require(readmes[source.name]).matches(
        of: /\]\((\.\.\/[a-z-]+\/README\.md)?#([a-z]+)\)/)
      {
        let name = link.1.map { String($0.split(separator: "/")[1]) } ?? source.name
        #expect(headings[name]?.contains(String(link.2)) == true, "\(source.name): \(link.0)")
      }
    }
  }
}

@Suite struct GeneratedSections {
  private let library: ShapeLibrary
  private let source: ShapeSource

  init() throws {
    library = try PropertyLists.library([
      ("box", #"{"type":"object","properties":{"a":{"type":"boolean"}}}"#)
    ])
    source = try #require(library.source("box"))
  }

  @Test(arguments: ["", "old\nlines\n"])
  func replaceOnlyWhatStandsBetweenTheMarkers(old: String) throws {
    let readme = "# Bøx\n<!-- generated: reference -->\n\(old)<!-- /generated -->\nend\n"
    let updated = try ReferenceWriter.update(readme: readme, of: source, in: library)
    #expect(
      updated == "# Bøx\n<!-- generated: reference -->\n\n\(head)| `a` | boolean |  |  |\n\n"
        + "<!-- /generated -->\nend\n")
    #expect(try ReferenceWriter.update(readme: updated, of: source, in: library) == updated)
  }

  @Test(arguments: ["", "<!-- generated: reference -->\n", "<!-- /generated -->\n"])
  func needTheirMarkers(readme: String) throws {
    #expect(throws: GenerationFault.self) {
      try ReferenceWriter.update(readme: readme, of: source, in: library)
    }
  }
}
