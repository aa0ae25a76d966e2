// swift-tools-version: 6.2
// The house plan: one target per folder, and each may import only what is listed here.
// `Tests/TidyTests` holds the sources against this order.
import PackageDescription

let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // The tree is walked from five modules: without this its accessors are calls.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

func room(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: house)
}

/// What lies beside a proof's sources and is no source: specs to read, findings expected of them.
let keepsakes = [
  "SeedTests": ["Fixtures", "Expected"], "MutantTests": ["harmless.txt", "mutants.txt"],
  "EvidenceFormatsTests": ["Data"], "DurabilityTests": ["Data"],
  "ReviewTests": ["Expected"],
]

func proof(_ name: String, _ dependencies: [String], optimized: Bool = false) -> Target {
  .testTarget(
    name: name, dependencies: dependencies.map { .byName(name: $0) },
    exclude: keepsakes[name] ?? [],
    swiftSettings: house + (optimized ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []))
}

let vocabulary = ["Provenance", "Diagnostics", "Shapes", "AWSNames", "IAMPolicy", "CloudFormation"]
let platform = vocabulary + ["ServiceSpec", "Compliance", "ComponentKit"]

let package = Package(
  name: "ashlar",
  products: [
    .executable(name: "ashlar", targets: ["AshlarMain"])
  ],
  targets: [
    // Origins
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    room("Provenance"),
    room("HostSystem"),
    // Text
    room("Diagnostics", ["Provenance"]),
    room("JSONText", ["Provenance", "Diagnostics"]),
    room("YAMLText", ["CLibYAML", "Provenance", "Diagnostics"]),
    room("FindingFormats", ["Provenance", "Diagnostics", "JSONText"]),
    // Shapes
    room("Shapes", ["Provenance", "Diagnostics"]),
    // Vocabulary
    room("AWSNames", ["Provenance", "Diagnostics", "Shapes"]),
    room("IAMPolicy", ["Provenance", "Diagnostics", "JSONText"]),
    room("CloudFormation", ["Provenance", "Diagnostics", "JSONText", "AWSNames"]),
    room("TableModel"),
    // Platform
    room("ServiceSpec", ["Provenance", "Diagnostics", "Shapes", "AWSNames"]),
    room("Compliance", ["Provenance", "Shapes"]),
    room(
      "TierRules",
      ["Provenance", "Diagnostics", "Shapes", "AWSNames", "CloudFormation", "Compliance"]),
    room(
      "CreationRules",
      [
        "Provenance", "Diagnostics", "AWSNames", "CloudFormation", "TableModel", "Compliance",
        "TierRules",
      ]),
    room("ComponentKit", vocabulary + ["ServiceSpec", "Compliance"]),
    room("SharedResources", platform),
    room("DynamoDBTable", platform),
    room("LambdaFunction", platform + ["JSONText"]),
    room("LambdaAPI", platform + ["LambdaFunction"]),
    room("LambdaWorker", platform + ["JSONText", "LambdaFunction"]),
    // Compiler
    .target(name: "CHash"),
    room(
      "Compiler",
      platform
        + ["SharedResources", "TierRules", "CreationRules", "YAMLText", "JSONText", "CHash"]),
    // Simulator
    room("VirtualTime"),
    room("TableItems"),
    room("TableExpressions", ["TableModel", "TableItems"]),
    room("TableEngine", ["TableModel", "VirtualTime", "TableItems", "TableExpressions"]),
    room(
      "TableWire",
      [
        "Shapes", "IAMPolicy", "TableModel", "VirtualTime", "TableItems", "TableExpressions",
        "TableEngine",
      ]),
    .target(name: "CLinuxEvents"),
    room("HTTPFront", ["CLinuxEvents", "HostSystem"]),
    room("Durability", ["HostSystem", "VirtualTime", "TableWire"]),
    room(
      "Simulation",
      ["Provenance", "Diagnostics", "JSONText", "YAMLText", "CloudFormation", "TableModel"]),
    room(
      "AccessMatrix",
      ["Provenance", "Diagnostics", "JSONText", "AWSNames", "IAMPolicy", "Simulation"]),
    room(
      "AccessGate",
      [
        "Provenance", "Diagnostics", "JSONText", "IAMPolicy", "VirtualTime", "TableEngine",
        "TableWire", "Simulation", "AccessMatrix",
      ]),
    room(
      "LocalService",
      [
        "Provenance", "Diagnostics", "JSONText", "AWSNames", "VirtualTime", "TableEngine",
        "TableWire", "HostSystem", "HTTPFront", "Durability",
      ]),
    .executableTarget(
      name: "EngineBench",
      dependencies: ["TableModel", "VirtualTime", "TableItems", "TableEngine"],
      swiftSettings: house),
    // Everything there is, in one program
    .target(name: "EmbeddedBytes", cSettings: [.unsafeFlags(["-std=c23"])]),
    room(
      "Catalog",
      platform + ["EmbeddedBytes", "DynamoDBTable", "LambdaAPI", "LambdaWorker", "Compiler"]),
    // What people and auditors read of a stack
    room(
      "Review",
      platform + ["JSONText", "TierRules", "Compiler", "Simulation", "AccessMatrix"]),
    room(
      "ReviewPages",
      [
        "Provenance", "AWSNames", "IAMPolicy", "Compliance", "Compiler", "AccessMatrix", "Review",
      ]),
    room("EvidenceFormats", ["JSONText", "Compliance", "Compiler", "Review"]),
    // Doors
    room("AshlarCommand", ["Provenance", "HostSystem", "Diagnostics", "Shapes", "AWSNames"]),
    room(
      "CommandBackend",
      [
        "Provenance", "Diagnostics", "YAMLText", "JSONText", "FindingFormats", "IAMPolicy",
        "Compliance", "AWSNames", "Compiler", "Catalog", "AshlarCommand", "VirtualTime",
        "TableEngine", "TableWire", "HostSystem", "HTTPFront", "Durability", "LocalService",
        "Simulation", "TableModel", "AccessMatrix", "AccessGate", "Review", "ReviewPages",
        "EvidenceFormats",
      ]),
    .executableTarget(
      name: "AshlarMain",
      dependencies: ["AshlarCommand", "CommandBackend"],
      swiftSettings: house,
      linkerSettings: [
        .unsafeFlags(["-static-executable"], .when(configuration: .release))
      ]),
    // What writes the generated files
    room("ShapeGen", ["Provenance", "Diagnostics", "JSONText", "Shapes"]),
    .executableTarget(
      name: "regen",
      dependencies: ["Provenance", "Diagnostics", "JSONText", "Shapes", "ShapeGen"],
      swiftSettings: house),
    // What `make bench` times in process
    .executableTarget(
      name: "Bench", dependencies: ["Provenance", "Diagnostics", "JSONText", "IAMPolicy"],
      path: "Tests/Bench",
      exclude: [
        "bench.py", "empty.c", "engine_bench.py", "events.c", "load.c", "measure.py", "peak.c",
        "read_hash.c", "serve_bench.py", "specs.py", "synth.py",
      ],
      swiftSettings: house),
    // Proofs
    .target(
      name: "TestKit",
      dependencies: [
        "Provenance", "AWSNames", "Diagnostics", "FindingFormats", "IAMPolicy", "JSONText",
        "YAMLText", "Shapes", "Compliance", "Compiler", "Catalog", "CloudFormation", "Simulation",
        "AccessMatrix",
      ],
      path: "Tests/TestKit", swiftSettings: house),
    proof("JSONTextTests", ["Provenance", "Diagnostics", "JSONText"]),
    proof(
      "FindingFormatsTests",
      ["Provenance", "Diagnostics", "JSONText", "FindingFormats", "TestKit"]),
    proof(
      "ShapesTests",
      [
        "Provenance", "Diagnostics", "FindingFormats", "JSONText", "YAMLText", "Shapes",
        "Compliance",
        "TestKit",
      ]),
    proof(
      "YAMLTextTests",
      ["Provenance", "Diagnostics", "JSONText", "YAMLText", "Shapes", "TestKit"]),
    proof(
      "ShapeGenTests",
      ["Provenance", "Diagnostics", "JSONText", "Shapes", "ShapeGen", "TestKit"]),
    proof(
      "AshlarCommandTests",
      ["Provenance", "Diagnostics", "AWSNames", "AshlarCommand", "TestKit"]),
    // What it compares with is plain and slow, and asked a hundred thousand times.
    proof(
      "IAMPolicyTests", ["Provenance", "Diagnostics", "JSONText", "IAMPolicy", "TestKit"],
      optimized: true),
    proof("AWSNamesTests", ["AWSNames", "Shapes", "Diagnostics"]),
    proof("FreshnessTests", ["ShapeGen", "TestKit"]),
    proof("TidyTests", ["Diagnostics", "TestKit"]),
    proof(
      "RobustnessTests",
      [
        "Provenance", "Diagnostics", "FindingFormats", "Compiler", "Catalog", "TestKit",
      ]),
    proof(
      "DynamoDBTableTests",
      platform
        + ["SharedResources", "YAMLText", "DynamoDBTable", "Compiler", "Catalog", "TestKit"]),
    proof("LambdaFunctionTests", ["Provenance", "Diagnostics", "Compiler", "Catalog"]),
    proof("CompilerTests", ["Provenance", "Diagnostics", "Compiler", "Catalog"]),
    proof("ServiceRuleTests", ["Provenance", "Diagnostics", "Compliance", "Compiler", "Catalog"]),
    proof(
      "SeedTests",
      ["Provenance", "Diagnostics", "FindingFormats", "Compiler", "Catalog", "TestKit"]),
    proof(
      "ExamplesTests",
      [
        "Provenance", "Diagnostics", "FindingFormats", "JSONText", "AWSNames", "Compliance",
        "CloudFormation", "Compiler", "Catalog", "TestKit",
      ]),
    proof(
      "SplitTests",
      [
        "Provenance", "Diagnostics", "FindingFormats", "CloudFormation", "Compliance", "Compiler",
        "Catalog", "TestKit",
      ]),
    proof(
      "MutantTests",
      [
        "Provenance", "Diagnostics", "JSONText", "AWSNames", "CloudFormation", "Compliance",
        "TierRules", "Compiler", "Catalog", "TestKit",
      ]),
    proof(
      "ReviewTests",
      [
        "Provenance", "Diagnostics", "AWSNames", "Compliance", "Compiler", "Catalog",
        "AccessMatrix", "Review", "ReviewPages", "TestKit",
      ]),
    proof(
      "EvidenceFormatsTests",
      [
        "Provenance", "Diagnostics", "AWSNames", "Compliance", "TierRules", "Compiler", "Catalog",
        "Review", "EvidenceFormats", "TestKit",
      ]),
    proof(
      "CreationRulesTests",
      ["Provenance", "Diagnostics", "Compliance", "TableModel", "Compiler", "Catalog", "TestKit"]),
    proof("AppendixCTests", ["Provenance", "Diagnostics", "Compiler", "Catalog"]),
    proof("TableItemsTests", ["VirtualTime", "TableItems"]),
    proof("TableExpressionsTests", ["VirtualTime", "TableItems", "TableExpressions"]),
    proof(
      "TableEngineTests",
      ["TableModel", "VirtualTime", "TableItems", "TableExpressions", "TableEngine"]),
    proof("TableWireTests", ["TableItems", "TableEngine", "TableWire", "VirtualTime"]),
    proof(
      "AccessMatrixTests",
      [
        "Provenance", "Diagnostics", "JSONText", "Compliance", "Compiler", "Catalog", "IAMPolicy",
        "Simulation", "AccessMatrix", "TestKit",
      ]),
    proof(
      "DurabilityTests",
      [
        "HostSystem", "VirtualTime", "TableEngine", "TableWire", "HTTPFront", "Durability",
        "LocalService", "TestKit",
      ]),
    proof("SimulationTests", ["TableModel", "Simulation"]),
    proof("HTTPFrontTests", ["HostSystem", "HTTPFront"]),
    proof("CommandTests", ["AshlarMain", "TestKit"]),
    proof(
      "PagesTests",
      ["Provenance", "Diagnostics", "FindingFormats", "Compiler", "Catalog", "TestKit"]),
  ]
)
