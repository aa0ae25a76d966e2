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

func proof(_ name: String, _ dependencies: [String]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: house)
}

let package = Package(
  name: "ashlar",
  products: [
    .executable(name: "ashlar", targets: ["AshlarMain"])
  ],
  targets: [
    // Origins
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    room("Provenance"),
    // Text
    room("Diagnostics", ["Provenance"]),
    // Shapes
    room("Shapes", ["Provenance", "Diagnostics"]),
    // Vocabulary
    // Doors
    room("AshlarCommand", ["Provenance", "Diagnostics"]),
    .executableTarget(
      name: "AshlarMain", dependencies: ["AshlarCommand", "Provenance", "Diagnostics"],
      swiftSettings: house),
    // Proofs
    proof("AshlarCommandTests", ["Provenance", "Diagnostics", "AshlarCommand"]),
  ]
)
