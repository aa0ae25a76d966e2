// What the rules of functions, routes and mappings say beside the examples on their pages.

import Testing

@Suite struct FunctionRuleTests {
  @Test(arguments: code) func codeOfAFunction(_ example: SpecCase) { example.expectCodes() }

  @Test(arguments: routes) func routesOfAnAPI(_ example: SpecCase) { example.expectCodes() }

  @Test(arguments: mappings) func mappingsOfAWorker(_ example: SpecCase) { example.expectCodes() }

  @Test(arguments: patterns) func patternsOfAFilter(_ example: SpecCase) { example.expectCodes() }

  private static let image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/api:1"

  private static let code = [
    SpecCase("what a bucket lacks is asked", function: "handler: a.b\ncode: { s3Bucket: shop }"),
    SpecCase("a handler in the code", function: "code: { s3Key: a.zip, handler: a.b }"),
    SpecCase("a handler nobody can read", function: "handler: 5", earns: "SHAPE002"),
    SpecCase("code nobody can read", function: "code: 5", earns: "SHAPE002"),
    SpecCase("an image needs no handler", function: "code: { imageUri: \(image) }"),
    SpecCase(
      "an image takes no runtime and no layers",
      function: "code: { imageUri: \(image), runtime: nodejs22.x }\nlayers: []",
      earns: "FUNC002", "FUNC002"),
    SpecCase(
      "three places for the code",
      function: "handler: index.b\ncode: { zipFile: x, s3Key: a.zip, imageUri: \(image) }",
      earns: "FUNC002", "FUNC005", "FUNC005"),
    SpecCase(
      "a runtime that disagrees",
      function: "handler: a.b\nruntime: nodejs22.x\ncode: { runtime: python3.13 }",
      earns: "FUNC003"),
    SpecCase("text for a default runtime", function: "handler: index.b\ncode: { zipFile: x }"),
    SpecCase(
      "text for a runtime in the code",
      function: "handler: index.b\ncode: { zipFile: x, runtime: java21 }", earns: "FUNC007"),
    SpecCase("a file as handler", function: "handler: app.js", earns: "FUNC016"),
    SpecCase("a module with dots", function: "handler: src/app.v2.handler"),
    SpecCase(
      "Java has its own handlers", function: "handler: example.Handler::call\nruntime: java21"),
    SpecCase(
      "a handler with a hole", function: "handler: src/.handler", earns: "FUNC016"),
    SpecCase(
      "reserved whatever its form",
      function: "handler: a.b\nenvironment: { variables: { _HANDLER: x, _X_AMZN_TRACE_ID: y } }",
      earns: "FUNC009", "FUNC009"),
    SpecCase(
      "case counts", function: "handler: a.b\nenvironment: { variables: { aws_region: x } }"),
    SpecCase(
      "one letter is too short",
      function: "handler: a.b\nenvironment: { variables: { A: x } }", earns: "FUNC017"),
    SpecCase(
      "exactly as many bytes as there are",
      function:
        "handler: a.b\nenvironment: { variables: { AB: \(String(repeating: "x", count: 4087)) } }"
    ),
    SpecCase(
      "one byte more",
      function:
        "handler: a.b\nenvironment: { variables: { AB: \(String(repeating: "x", count: 4088)) } }",
      earns: "FUNC010"),
    SpecCase(
      "longer than any log is kept", function: "handler: a.b\nlogs: { retentionDays: 3654 }",
      earns: "SHAPE005"),
    SpecCase("a queue is created", function: "handler: a.b\ndeadLetterQueue: true"),
    SpecCase(
      "one list of a network", function: "handler: a.b\nvpcConfig: { subnetIds: [subnet-0123abcd] }"
    ),
  ]

  private static func route(_ paths: String...) -> String {
    "handler: a.b\nroutes: ["
      + paths.map { "{ method: GET, path: \"\($0)\" }" }.joined(separator: ", ") + "]"
  }

  private static let routes = [
    SpecCase("words and variables", function: route("/", "/a", "/a/{b}", "/a/{b}/c", "/a/{c+}")),
    SpecCase(
      "ANY beside a method",
      function: """
        handler: a.b
        routes: [{ method: ANY, path: /a }, { method: GET, path: /a }]
        """),
    SpecCase("greedy and plain differ", function: route("/a/{b}", "/a/{b+}")),
    SpecCase("half a segment", function: route("/a/x{b}"), earns: "API002"),
    SpecCase("not closed", function: route("/a/{b"), earns: "API002"),
    SpecCase("not opened", function: route("/a/b}"), earns: "API002"),
    SpecCase("without a name", function: route("/a/{}"), earns: "API002"),
    SpecCase("greedy without a name", function: route("/a/{+}"), earns: "API002"),
    SpecCase("nested", function: route("/a/{b{c}}"), earns: "API002"),
    SpecCase("one name twice", function: route("/a/{b}/{b}"), earns: "API002"),
    SpecCase(
      "malformed and repeated", function: route("/a/{b", "/a/{b"), earns: "API002", "API001",
      "API002"),
    SpecCase("as long as the API waits", function: "timeout: 30\n" + route("/a")),
    SpecCase("long without routes", function: "handler: a.b\ntimeout: 900\nroutes: []"),
  ]

  private static let bind = "{ to: changes, capability: database:dynamodb, access: stream-read }"

  private static func worker(_ mappings: String...) -> String {
    "handler: a.b\neventSourceMappings:\n"
      + mappings.map { "  - { startingPosition: LATEST, maximumRetryAttempts: 2, \($0) }" }
      .joined(separator: "\n")
  }

  private static let foreign =
    "arn:aws:dynamodb:us-east-1:123456789012:table/legacy/stream/2026-01-01T00:00:00.000"

  private static let mappings = [
    SpecCase(
      "either name of the stream", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${changes.tableStreamArn}""#), binds: bind),
    SpecCase(
      "both names are one stream", type: "lambda-worker",
      function: worker(
        #"eventSourceArn: "${changes.streamArn}""#, #"eventSourceArn: "${changes.tableStreamArn}""#
      ), binds: bind, earns: "MAP008"),
    SpecCase(
      "the narrow capability is enough", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${changes.streamArn}""#),
      binds: "{ to: changes, capability: dynamodb:stream, access: [stream-read] }"),
    SpecCase(
      "a bind nobody can read may be the one", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${changes.streamArn}""#),
      binds: "{ to: changes, capability: database:dynamodb, access: strem-read }", earns: "SHAPE003"
    ),
    SpecCase(
      "no stream is said once", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${orders.streamArn}""#),
      binds: "{ to: orders, capability: database:dynamodb, access: stream-read }", earns: "REF004"),
    SpecCase(
      "a component nobody knows", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${chances.streamArn}""#), earns: "REF002"),
    SpecCase(
      "an attribute nobody knows", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${changes.steam}""#), earns: "REF003"),
    SpecCase(
      "a stream of its own", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${worker.functionArn}""#), earns: "REF008"),
    SpecCase(
      "a stream put together", type: "lambda-worker",
      function: worker(#"eventSourceArn: "${changes.tableArn}/stream/x""#), binds: bind,
      earns: "MAP003"),
    SpecCase(
      "a stream elsewhere", type: "lambda-worker",
      function: worker("eventSourceArn: \"\(foreign)\"")),
    SpecCase(
      "a stream elsewhere in this partition", type: "lambda-worker",
      function: worker(#"eventSourceArn: "arn:${AWS::Partition}:dynamodb:x""#)),
    SpecCase(
      "a bind alone", type: "lambda-worker", function: "handler: a.b", binds: bind),
    SpecCase(
      "ages at the borders", type: "lambda-worker",
      function: worker(
        #"eventSourceArn: "${changes.streamArn}", maximumRecordAgeInSeconds: -1"#,
        #"eventSourceArn: "\#(foreign)", maximumRecordAgeInSeconds: 60"#,
        #"eventSourceArn: "\#(foreign)1", maximumRecordAgeInSeconds: 0"#,
        #"eventSourceArn: "\#(foreign)2", maximumRecordAgeInSeconds: 59"#,
        #"eventSourceArn: "\#(foreign)3", maximumRecordAgeInSeconds: 86400"#),
      binds: bind, earns: "MAP006", "MAP006"),
    SpecCase(
      "retries that end by age", type: "lambda-worker",
      function: """
        handler: a.b
        eventSourceMappings:
          - eventSourceArn: ${changes.streamArn}
            startingPosition: LATEST
            maximumRecordAgeInSeconds: 3600
        """, binds: bind),
  ]

  private static func filter(_ pattern: String, earns codes: String?) -> SpecCase {
    let config = """
      handler: a.b
      eventSourceMappings:
        - eventSourceArn: ${changes.streamArn}
          startingPosition: LATEST
          maximumRetryAttempts: 2
          filterCriteria: { filters: [{ pattern: '\(pattern)' }] }
      """
    guard let codes else {
      return SpecCase(pattern, type: "lambda-worker", function: config, binds: bind)
    }
    return SpecCase(pattern, type: "lambda-worker", function: config, binds: bind, earns: codes)
  }

  private static let patterns = [
    filter(#"{"eventName": ["INSERT", null, true]}"#, earns: nil),
    filter(#"{"$or": [{"eventName": ["INSERT"]}, {"eventName": ["MODIFY"]}]}"#, earns: nil),
    filter(#"{"dynamodb": {"SizeBytes": [{"numeric": [">", 5]}]}}"#, earns: nil),
    filter(#"{"dynamodb": {"SizeBytes": [5]}}"#, earns: nil),
    filter(#"{"dynamodb": {"Keys": {"changeId": {"S": [{"prefix": "a"}]}}}}"#, earns: nil),
    filter(#"{"userIdentity": {"type": [{"exists": false}]}}"#, earns: nil),
    filter(#"{"dynamodb": {"NewImage": {"a": {"N": [5]}}}}"#, earns: "MAP011"),
    filter(#"{"dynamodb": {"NewImages": {"a": {"N": ["5"]}}}}"#, earns: "MAP011"),
    filter(#"{"data": {"a": ["5"]}}"#, earns: "MAP011"),
    filter(#"{"eventName": []}"#, earns: "MAP010"),
    filter(#"{"eventName": [["INSERT"]]}"#, earns: "MAP010"),
    filter(#"{"eventName": [{"starts-with": "INS"}]}"#, earns: "MAP010"),
    filter(#"["INSERT"]"#, earns: "MAP010"),
    filter(#"{"eventName": ["INSERT"]"#, earns: "MAP010"),
    filter("not JSON", earns: "MAP010"),
    filter(#"{"eventName": ["${AWS::Region}"]}"#, earns: nil),
  ]
}
