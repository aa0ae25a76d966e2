// The one declaration of the command line: parser, help, completions, the reference page and the
// schema of `ashlar.yml` all read it.
//
// Every entry is made when it is asked for, so that a run pays only for its own verb.

import Diagnostics

package enum Verb: String, CaseIterable, Sendable {
  case synth, validate, review, access, serve, explain, schema, completions
}

package struct VerbDeclaration: Sendable {
  package let verb: Verb
  /// A clause for the list of verbs.
  package let summary: String
  /// Paragraphs.
  package let description: [String]
  /// Nil for a verb that works on its flags alone.
  package let operand: Operand?
  /// Its own; those of every verb are `ArgumentTable.everywhere`.
  package let flags: [Flag]
  package let examples: [String]
  package let statuses: [ExitStatus]
  /// Whether it takes its settings from `ashlar.yml`.
  package let readsProjectFile: Bool

  package var allFlags: [Flag] { flags + ArgumentTable.everywhere }
}

package enum ArgumentTable {
  /// What `-h` says first.
  package static let purpose = "checks service specs and compiles them into CloudFormation"

  /// The flags of every verb, which may also stand before it.
  package static var everywhere: [Flag] {
    [
      Flag(
        .config, "FILE", .file,
        "take defaults from FILE instead of the nearest ashlar.yml upward"),
      Flag(.quiet, short: "q", "show errors only"),
      Flag(.verbose, short: "v", "show notes too, and say what was written"),
      Flag(
        .color, "WHEN", .choice(["auto", "always", "never"]), fallback: "auto",
        project: .everywhere, "color the text"),
      Flag(.help, short: "h", "print this help"),
      Flag(.version, "print the version"),
    ]
  }

  package static func declaration(of verb: Verb) -> VerbDeclaration {
    switch verb {
    case .synth: return synth
    case .validate: return validate
    case .review: return review
    case .access: return access
    case .serve: return serve
    case .explain: return explain
    case .schema: return schema
    case .completions: return completions
    }
  }
}

// MARK: - Verbs

extension ArgumentTable {
  private static var synth: VerbDeclaration {
    VerbDeclaration(
      verb: .synth, summary: "compile specs into CloudFormation templates",
      description: [
        "Compiles each SPEC and writes one folder per stack: the template, manifest.json and"
          + " trail.json. Folders are written whole or not at all, a file that would not change"
          + " is not touched, and only what the old manifest.json lists is ever removed."
          + " Findings go to standard error."
      ],
      operand: Operand(
        placeholder: "SPEC", form: .file, isRepeatable: true,
        summary: "a spec, a folder (every service.yml and *.service.yml below it), a glob, or -"
          + " for standard input"),
      flags: [
        Flag(
          .output, short: "o", "DIR", .folderOrStream, fallback: "dist", project: .section,
          "write to DIR; - prints the only template to standard output"),
        Flag(
          .format, "FORMAT", .choice(["json", "yaml"]), fallback: "json", project: .section,
          "the language of the templates"),
        Flag(
          .check, "DIR", .folder,
          "write nothing: compare with DIR byte for byte, show what differs, and exit 1 if"
            + " anything does"),
        env, region, tier, today,
      ],
      examples: [
        "ashlar synth service.yml", "ashlar synth services/ -o build/templates --env prod",
        "ashlar synth service.yml --check dist",
      ],
      statuses: [.done, .findings, .usage, .unreadable, .bug, .unwritable],
      readsProjectFile: true)
  }

  private static var validate: VerbDeclaration {
    VerbDeclaration(
      verb: .validate, summary: "check specs",
      description: [
        "Reports what is wrong in specs, with file, line and column, and what to write instead."
          + " `ashlar explain CODE` has a page for every finding. A CloudFormation template of"
          + " whoever's making is held against the rules of a tier."
      ],
      operand: Operand(
        placeholder: "FILE", form: .file, isRepeatable: true,
        summary: "a spec, a folder (every service.yml and *.service.yml below it), a glob, or -"
          + " for standard input"),
      flags: [
        output,
        Flag(
          .format, "FORMAT", .choice(["text", "json", "sarif", "junit", "github"]),
          fallback: "text", project: .section, "how the findings are written"),
        Flag(
          .failOn, "SEVERITY", .choice(["error", "warning", "note"]), fallback: "error",
          project: .everywhere, "exit 1 for findings of SEVERITY and above"),
        Flag(
          .ignore, "CODE", .codes, isRepeatable: true, project: .everywhere,
          "hide a note or a warning, by code or slug, several with commas; errors are never"
            + " hidden"),
        tier, env, region,
        Flag(
          .parameter, "NAME=VALUE", .assignment, isRepeatable: true, project: .everywhere,
          "the value a template's parameter will have; a spec has none"),
        Flag(
          .account, "ID", .account, fallback: "123456789012", project: .everywhere,
          "the account a template is read for; a spec names none"),
        today,
      ],
      examples: [
        "ashlar validate service.yml",
        "ashlar validate services/ --fail-on warning",
        "ashlar validate service.yml --tier fedramp-high --format sarif -o out.sarif",
      ],
      statuses: [.done, .findings, .usage, .unreadable, .bug, .unwritable],
      readsProjectFile: true)
  }

  private static var review: VerbDeclaration {
    VerbDeclaration(
      verb: .review, summary: "write the page that a reviewer reads and signs",
      description: [
        "Compiles each SPEC and writes what a reviewer wants to know of it: what fails and what is"
          + " waived until when, who can do what and by which statement, every row of the tier with"
          + " its evidence, where data lies and how long it and its backups are kept. Findings go to"
          + " standard error. What the tier refuses is on the page too, and exits with 1.",
        "`--format html` is one file without scripts and without anything to fetch; `--format"
          + " markdown` is for the comment of a pull request. With `--base`, both say what changed.",
        "For machines of auditors: `--format oscal` is an OSCAL component definition, `--format"
          + " oscal-results` the assessment results of the checks that ran, and `--format sdr` a"
          + " part of FedRAMP's Security Decision Record.",
      ],
      operand: Operand(
        placeholder: "SPEC", form: .file, isRepeatable: true,
        summary: "a spec, a folder (every service.yml and *.service.yml below it), a glob, or -"
          + " for standard input"),
      flags: [
        output,
        Flag(
          .format, "FORMAT", .choice(ReviewOptions.Format.allCases.map(\.rawValue)),
          fallback: "markdown", project: .section, "how the review is written"),
        Flag(
          .base, "FILE", .file,
          "say what changed since FILE: an older spec, or a folder with specs of the same stacks"),
        env, region, tier,
        Flag(
          .account, "ID", .account, fallback: "123456789012", project: .everywhere,
          "the account that the policies are read for"),
        today,
      ],
      examples: [
        "ashlar review service.yml",
        "ashlar review service.yml --env prod --format html -o review.html",
        "ashlar review service.yml --base main/service.yml -o comment.md",
        "ashlar review service.yml --format oscal -o component-definition.json",
      ],
      statuses: [.done, .findings, .usage, .unreadable, .bug, .unwritable],
      readsProjectFile: true)
  }

  private static var access: VerbDeclaration {
    VerbDeclaration(
      verb: .access, summary: "say who can do what, and prove that it is no more than promised",
      description: [
        "Prints the matrix of a stack: for each role, what it may do with each table, index, stream"
          + " and key, and the statement behind each answer. FILE is a spec, or a template that"
          + " anybody wrote. What only the deployment knows is said to be unknown, unless"
          + " `--parameter` gives it.",
        "With `--prove`, tries what was promised and what was not: everything that a bind promises is"
          + " allowed, everything else is denied, and nothing in a policy can be left out. The"
          + " promises are those of the spec, also for a template that `synth` wrote, if its spec is"
          + " near; of any other template, what its policies name in full. Exit 1 names the"
          + " statements at fault. Roles that no bind concerns, and whom tables and keys let in from"
          + " outside, are listed.",
        "With `--request`, answers each request as AWS would: allowed, explicitDeny or implicitDeny,"
          + " with the statements that decide. A request is a line of JSON; `ashlar schema request`"
          + " says what may stand in it and `ashlar schema answer` what comes back, a line each."
          + " With a FILE, the principal may be the name of a component, and its policies are those"
          + " of the stack; anybody else brings policies along and meets those of the stack's tables"
          + " and keys. A line that cannot be read is answered with what is wrong, and the rest go"
          + " on.",
      ],
      operand: Operand(
        placeholder: "FILE", form: .file, isRepeatable: false, isOptional: true,
        summary: "a spec, or a CloudFormation template, JSON or YAML; - for standard input"),
      flags: [
        Flag(.prove, "prove that policies are enough and no more"),
        Flag(
          .request, "FILE", .file, "the requests, JSON lines; - is standard input"),
        output,
        Flag(
          .format, "FORMAT", .choice(["text", "json"]), fallback: "text", project: .section,
          "how the matrix or the proof is written"),
        env, tier, region,
        Flag(
          .parameter, "NAME=VALUE", .assignment, isRepeatable: true, project: .everywhere,
          "the value a parameter of the template will have"),
        Flag(
          .account, "ID", .account, fallback: "123456789012", project: .everywhere,
          "the account the stack is in"),
        today,
      ],
      examples: [
        "ashlar access service.yml --env prod",
        "ashlar access dist/app/app.template.json --format json",
        "ashlar access service.yml --prove",
        "ashlar access service.yml --request requests.jsonl",
        "ashlar access --request - -o answers.jsonl < requests.jsonl",
      ],
      statuses: [.done, .findings, .usage, .unreadable, .bug, .unwritable],
      readsProjectFile: true)
  }

  private static var serve: VerbDeclaration {
    VerbDeclaration(
      verb: .serve, summary: "stand in for DynamoDB on this machine",
      description: [
        "Speaks the protocols of DynamoDB and DynamoDB Streams, so that any AWS SDK can be pointed"
          + " at it. Without `--data` everything is gone when it stops; SIGTERM or Ctrl-C stops it"
          + " once it has answered what it had accepted, and a second one at once. The line"
          + " `listening on http://127.0.0.1:PORT` on standard error means that it is ready."
      ],
      operand: Operand(
        placeholder: "FILE", form: .file, isRepeatable: true, isOptional: true,
        summary: "a spec, or a CloudFormation template, JSON or YAML, whose tables are to be there;"
          + " without one there are none until a client makes some"),
      flags: [
        Flag(
          .port, "PORT", .port, fallback: "8000", project: .section,
          "listen at PORT; 0 takes a free one"),
        Flag(
          .host, "ADDRESS", .text, fallback: "127.0.0.1", project: .section,
          "listen at the IP address ADDRESS; nothing is encrypted, and any key is let in"),
        Flag(
          .clock, "CLOCK", .choice(["real", "virtual"]), fallback: "real", project: .section,
          "a virtual clock begins at 2026-01-01T00:00:00Z and moves by POST /_ashlar/clock only"),
        Flag(
          .ttlLag, "DURATION", .duration, fallback: "PT48H", project: .section,
          "how long after its time an expired item is deleted"),
        Flag(
          .seed, "FILE", .file, project: .section,
          "put the items of FILE into the tables: JSON, a list of items by table"),
        Flag(
          .data, "DIR", .folder, project: .section,
          "keep everything in the folder DIR: a new one is made, an old one goes on"),
        Flag(
          .s3, "DIR", .folder, project: .section,
          "export tables to the folder DIR and import them from it: each folder in it is a bucket"),
        Flag(
          .iam, "MODE", .choice(["off", "report", "enforce"]), fallback: "off",
          project: .section,
          "whether policies decide about requests: the access key names the component, `root` may do"
            + " everything; report says what would be denied, and at the end what was never used"),
        Flag(
          .context, "KEY=VALUE", .assignment, isRepeatable: true, project: .section,
          "a condition key that every request has, such as aws:SourceVpce"),
        Flag(
          .capacity, "MODE", .choice(["off", "enforce"]), fallback: "off", project: .section,
          "whether requests beyond the throughput of their tables are refused, as DynamoDB does"),
        env, tier, today,
        Flag(
          .region, "REGION", .region, project: .everywhere,
          "the region that the tables are in; us-east-1 without one"),
        Flag(
          .parameter, "NAME=VALUE", .assignment, isRepeatable: true, project: .everywhere,
          "the value a template's parameter has"),
        Flag(
          .account, "ID", .account, fallback: "123456789012", project: .everywhere,
          "the account that the tables are in"),
      ],
      examples: [
        "ashlar serve", "ashlar serve service.yml --env dev",
        "ashlar serve dist/app/app.template.json --port 0",
        "ashlar serve --clock virtual --seed items.json", "ashlar serve --data tables",
      ],
      statuses: [.done, .findings, .usage, .unreadable, .unavailable, .bug],
      readsProjectFile: true)
  }

  private static var explain: VerbDeclaration {
    VerbDeclaration(
      verb: .explain, summary: "print the page of a code, or why a template is what it is",
      description: [
        "Says what a code means, why it matters and which source says so, and shows a bad and a"
          + " good example. A part of a code or slug lists those that hold it.",
        "With a template that `synth` wrote and a JSON pointer into it, says where the value came"
          + " from, and every value below it: the line of the spec, the line of the layer with its"
          + " control, or the reason why nobody decides it. The answer stands in `trail.json`"
          + " beside the template.",
      ],
      operand: Operand(
        placeholder: "CODE", form: .code, isRepeatable: false,
        summary: "a code or its slug, in capitals or not", pair: "FILE POINTER"),
      flags: [
        output,
        Flag(
          .format, "FORMAT", .choice(["text", "json"]), fallback: "text", project: .section,
          "how the page is written"),
      ],
      examples: [
        "ashlar explain TABLE012", "ashlar explain local-index-without-sort-key",
        "ashlar explain dist/shop/shop.template.json /Outputs/OrdersTableArn",
      ],
      statuses: [.done, .usage, .unreadable, .bug, .unwritable], readsProjectFile: false)
  }

  private static var schema: VerbDeclaration {
    VerbDeclaration(
      verb: .schema, summary: "print a JSON Schema, for editors",
      description: [
        "Prints the JSON Schema (2020-12) of a file that Ashlar reads or writes. Editors complete"
          + " and check against it."
      ],
      operand: Operand(
        placeholder: "NAME", form: .choice(schemaNames), isRepeatable: false,
        summary:
          "spec for service.yml, project for ashlar.yml, findings for what `validate --format"
          + " json` prints, request and answer for a line that `access` reads and one it writes,"
          + " matrix and proof for what it prints as JSON"),
      flags: [output],
      examples: ["ashlar schema spec -o service.schema.json"],
      statuses: [.done, .usage, .bug, .unwritable], readsProjectFile: false)
  }

  private static var completions: VerbDeclaration {
    VerbDeclaration(
      verb: .completions, summary: "print a completion script for a shell",
      description: ["Prints a script that makes a shell complete verbs, flags and their values."],
      operand: Operand(
        placeholder: "SHELL", form: .choice(Completions.Shell.allCases.map(\.rawValue)),
        isRepeatable: false, summary: Completions.Shell.allCases.map(\.rawValue).listed("or")),
      flags: [output],
      examples: [
        "source <(ashlar completions bash)",
        "ashlar completions zsh -o ~/.zfunc/_ashlar",
        "ashlar completions fish -o ~/.config/fish/completions/ashlar.fish",
      ],
      statuses: [.done, .usage, .bug, .unwritable], readsProjectFile: false)
  }
}

// MARK: - What several verbs share

extension ArgumentTable {
  private static var schemaNames: [String] {
    ["spec", "project", "findings", "request", "answer", "matrix", "proof"]
  }

  private static var output: Flag {
    Flag(
      .output, short: "o", "FILE", .fileOrStream, fallback: "-", project: .section,
      "write to FILE, whole or not at all; - is standard output")
  }

  private static var env: Flag {
    Flag(.env, "NAME", .text, project: .everywhere, "the environment of the spec to take")
  }

  private static var region: Flag {
    Flag(
      .region, "REGION", .region, project: .everywhere,
      "compile for REGION, whatever the spec or its environment names")
  }

  private static var tier: Flag {
    Flag(
      .tier, "TIER", .choice(["commercial", "fedramp-moderate", "fedramp-high"]),
      project: .everywhere, "the bar to meet; a spec's own can only be raised")
  }

  private static var today: Flag {
    Flag(
      .today, "DATE", .date,
      "judge by DATE whether a waiver has expired, instead of by today in UTC; YYYY-MM-DD")
  }
}
