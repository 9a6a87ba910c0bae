// swift-tools-version: 6.2
import PackageDescription

/// Every target of this package is built with these settings.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "nplus",
    products: [
        .executable(name: "nplus", targets: ["nplus"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Pure: no input, no output, no clock.
        .target(name: "Statechart", swiftSettings: settings),
        .target(name: "LegalTime", swiftSettings: settings),
        .target(
            name: "Workflow",
            dependencies: ["Statechart", "LegalTime", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(name: "Picture", dependencies: ["Workflow", "LegalTime"], swiftSettings: settings),
        .target(name: "SCXML", dependencies: ["Workflow", "Statechart"], swiftSettings: settings),
        .target(name: "Mediation", dependencies: ["Workflow", "LegalTime"], swiftSettings: settings),
        .target(
            name: "Verifier",
            dependencies: ["Workflow", "LegalTime", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),

        // PostgreSQL: the client library and the private server.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: settings),
        .target(name: "CSpawn", cSettings: [.treatAllWarnings(as: .error)]),
        .target(name: "PostgresServer", dependencies: ["CSpawn"], swiftSettings: settings),

        // The case: stored, then driven.
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "CaseStore",
            dependencies: ["Postgres", "Mediation", "CLibCrypto"],
            swiftSettings: settings,
            plugins: ["EmbedFiles"]),
        .target(name: "Engine", dependencies: ["CaseStore"], swiftSettings: settings, plugins: ["EmbedFiles"]),

        // Registers in and out, and the command line.
        .target(name: "Tabular", swiftSettings: settings),
        .target(name: "Register", dependencies: ["Engine", "Tabular"], swiftSettings: settings),
        .target(name: "Playback", dependencies: ["Engine"], swiftSettings: settings),
        .executableTarget(
            name: "nplus",
            dependencies: [
                "Engine", "Picture", "Playback", "Register", "SCXML", "Tabular", "PostgresServer", "Verifier",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // Puts Migrations/ and Workflows/ inside the binary.
        .executableTarget(name: "embed-files", swiftSettings: settings),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

        .target(
            name: "TestSupport",
            dependencies: ["Engine", "PostgresServer"],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "TestSupportTests", dependencies: ["TestSupport", "PostgresServer"], swiftSettings: settings),
        .target(
            name: "ChartTestSupport", dependencies: ["Statechart"], path: "Tests/ChartTestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "StatechartTests", dependencies: ["Statechart", "ChartTestSupport"], swiftSettings: settings),
        .testTarget(name: "LegalTimeTests", dependencies: ["LegalTime"], swiftSettings: settings),
        .testTarget(name: "WorkflowTests", dependencies: ["Workflow", "ChartTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "PictureTests", dependencies: ["Picture", "Mediation", "Workflow", "LegalTime"],
            swiftSettings: settings),
        .testTarget(
            name: "SCXMLTests", dependencies: ["SCXML", "Mediation", "ChartTestSupport"],
            exclude: ["Reading/refusals.txt"], swiftSettings: settings),
        .testTarget(name: "VerifierTests", dependencies: ["Verifier", "Mediation"], swiftSettings: settings),
        .testTarget(name: "MediationTests", dependencies: ["Mediation"], swiftSettings: settings),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "PostgresServerTests", dependencies: ["PostgresServer"], swiftSettings: settings),
        .testTarget(name: "CaseStoreTests", dependencies: ["CaseStore", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "EngineTests", dependencies: ["Engine", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "RealCaseTests", dependencies: ["Playback", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "TabularTests", dependencies: ["Tabular"], swiftSettings: settings),
        .testTarget(name: "RegisterTests", dependencies: ["Register", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "nplusTests", dependencies: ["nplus", "TestSupport"], exclude: ["Help"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
