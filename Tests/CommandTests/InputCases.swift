// What is given to read: files of every kind, folders, patterns, standard input.

extension CommandCase {
  private static func unreadable(_ name: String, _ reason: String) -> Stream {
    .beginning("ashlar: cannot read `\(name)`: \(reason)\n")
  }

  static let places: [CommandCase] = [
    CommandCase(
      "a file that is not there", "validate missing.yml", status: 66,
      errors: unreadable("missing.yml", "no such file or directory")),
    CommandCase(
      "a name below a file", "validate good.yml/service.yml", status: 66,
      errors: unreadable("good.yml/service.yml", "not a directory")),
    CommandCase(
      "a folder without a spec", "validate here", files: ["here/notes.yml": []], status: 66,
      errors: .beginning("ashlar: the folder `here` holds no spec\n")),
    CommandCase(
      "a folder with several specs", "validate --format json here",
      files: [
        "here/service.yml": Specs.bytes(Specs.bad), "here/b/a.service.yml": Specs.bytes(Specs.bad),
        "here/other.yml": Specs.bytes(Specs.bad),
      ], status: 1, output: .holding("\"errors\": 2")),
    CommandCase(
      "a pattern with matches", "validate *d.yml", status: 1,
      output: .beginning("error[SHAPE003]: `Q` is not allowed here\n --> bad.yml:7:39\n")),
    CommandCase(
      "a pattern without a match", "validate *.yaml", status: 66,
      errors: .beginning("ashlar: no file matches `*.yaml`\n")),
    CommandCase("standard input", "validate -", input: Specs.bytes(Specs.good), status: 0),
    CommandCase(
      "a mistake on standard input", "validate -", input: Specs.bytes(Specs.bad), status: 1,
      output: .holding("\n --> -:7:39\n")),
    CommandCase("one good file twice", "validate good.yml ./good.yml", status: 0),
    CommandCase(
      "two good files for who asks", "validate -v good.yml other.yml",
      files: ["other.yml": Specs.bytes(Specs.good)], status: 0,
      output: .holding("note[PRO-1]")),
    CommandCase(
      "one good file and one bad", "validate good.yml bad.yml", status: 1,
      output: .holding("\n1 error in 1 of 2 files\n")),
    CommandCase(
      "one missing file and one bad", "validate missing.yml bad.yml", status: 66,
      output: .holding("\n1 error in bad.yml\n"),
      errors: unreadable("missing.yml", "no such file or directory")),
    CommandCase(
      "a template without resources", "validate template.json", files: ["template.json": template],
      status: 0),
    CommandCase(
      "a template to be compiled", "synth template.json", files: ["template.json": template],
      status: 1, errors: .beginning("error[SPEC001]: this is a CloudFormation template")),
    CommandCase(
      "a template that is held to a tier", "validate --tier fedramp-high table.yml",
      files: [
        "table.yml": Specs.bytes(
          """
          Parameters: { Protected: { Type: String, Default: "false" } }
          Resources:
            Orders:
              Type: AWS::DynamoDB::Table
              Properties:
                TableName: !Sub "${AWS::StackName}-orders"
                DeletionProtectionEnabled: !Ref Protected
          """)
      ],
      status: 1, output: .holding("error[PRO-1]: table `${AWS::StackName}-orders`")),
  ]

  private static let template = Specs.bytes(
    "{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{}}")

  static let contents: [CommandCase] = [
    CommandCase(file: [], "an empty file", earns: "error[YAML009]: there is no document here\n"),
    CommandCase(
      file: Specs.bytes("# nothing yet\n"), "nothing but a comment",
      earns: "error[YAML009]: there is no document here\n"),
    CommandCase(
      file: [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00], "a program",
      earns: "error[YAML002]"),
    CommandCase(
      file: Specs.bytes("service: shop") + [0xFF, 0x0A], "a byte that is no text",
      earns: "error[YAML002]: byte 0xFF is not valid UTF-8 here\n --> given.yml:1:14\n"),
    CommandCase(
      file: Specs.bytes("service: a\u{0}b\n"), "a NUL byte",
      earns: "error[YAML002]: control character 0x00 is not allowed in YAML\n"
        + " --> given.yml:1:11\n"),
    CommandCase(
      file: Specs.bytes(Specs.good.replacing("  - name", with: "\t- name")), "a tab",
      earns: "error[YAML001]: a tab is used for indentation\n --> given.yml:4:1\n"),
    CommandCase(
      file: Array(repeating: UInt8(ascii: "["), count: 10_000), "ten thousand levels",
      earns: "error[YAML007]"),
    CommandCase(file: aliasBomb, "aliases of aliases", earns: "error[YAML006]"),
    CommandCase(
      file: Specs.bytes(Specs.good + "---\n" + Specs.good), "two documents",
      earns: "error[YAML008]: a second document starts here"),
    CommandCase(
      file: Specs.bytes(Specs.good + "1: 2\n"), "a key that is a number",
      earns: "error[YAML004]: key `1` is a number, not a string\n --> given.yml:8:1\n"),
    CommandCase(
      file: Specs.bytes(Specs.good + "? [a, b]\n: 1\n"), "a key that is a list",
      earns: "error[YAML004]: a list or a mapping stands where a key belongs\n"),
    CommandCase(
      file: Specs.bytes("Resources:\n  !Ref x: 1\n"), "a key that is a function",
      earns: "error[YAML004]: a function of CloudFormation stands where a key belongs\n"),
    CommandCase(
      file: Specs.bytes("Resources:\n  ? !Sub [a]\n  : 1\n"), "a key that is a function of a list",
      earns: "error[YAML004]: a list or a mapping stands where a key belongs\n"),
    CommandCase(
      file: Specs.bytes("Resources:\n  a: &b !Ref x\n  *b : 1\n"), "a key that names a function",
      earns: "error[YAML004]: "),
    CommandCase(
      file: Specs.bytes(
        Specs.spec(
          config:
            "      warmThroughput: { readUnitsPerSecond: \(String(repeating: "9", count: 400)) }\n")
      ),
      "a number without end", earns: "error[SHAPE005]"),
    CommandCase(
      file: Specs.bytes(
        Specs.spec(config: "      warmThroughput: { readUnitsPerSecond: 1e999999999 }\n")),
      "a number with an exponent without end", earns: "error[SHAPE"),
  ]

  /// What other systems write around the same text changes neither verdict nor place.
  static let disguises: [CommandCase] = [
    CommandCase(
      "a byte order mark", "validate given.yml",
      files: ["given.yml": [0xEF, 0xBB, 0xBF] + Specs.bytes(Specs.good)], status: 0),
    CommandCase(
      file: [0xEF, 0xBB, 0xBF] + Specs.bytes(Specs.bad), "a mistake after a byte order mark",
      earns: "error[SHAPE003]: `Q` is not allowed here\n --> given.yml:7:39\n"),
    CommandCase(
      file: [0xEF, 0xBB, 0xBF] + Specs.bytes("servce: shop\n"),
      "a mistake in the line of a byte order mark",
      earns: "error[SHAPE001]: unknown key `servce`\n --> given.yml:1:1\n"),
    CommandCase(
      file: [0xEF, 0xBB, 0xBF] + Specs.bytes("a: b\n# ") + [0xFF],
      "no text after a byte order mark",
      earns: "error[YAML002]: byte 0xFF is not valid UTF-8 here\n --> given.yml:2:3\n"),
    CommandCase(
      "lines that end with CR LF", "validate given.yml",
      files: ["given.yml": Specs.bytes(Specs.good.replacing("\n", with: "\r\n"))], status: 0),
    CommandCase(
      file: Specs.bytes(Specs.bad.replacing("\n", with: "\r\n")), "a mistake among CR LF",
      earns: "error[SHAPE003]: `Q` is not allowed here\n --> given.yml:7:39\n"),
    CommandCase(
      file: Specs.bytes("service: {é: \u{1F600}, nope: 1}\n"), "columns count characters",
      earns: "error[SHAPE002]"),
  ]

  private static let aliasBomb: [UInt8] = {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(aliases)]")
    }
    return Specs.bytes(lines.joined(separator: "\n") + "\n")
  }()
}
