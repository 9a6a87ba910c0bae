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
        .executable(name: "nplus", targets: ["nplus"]),
        .executable(name: "nplusd", targets: ["nplusd"]),
    ],
    traits: [
        .trait(
            name: "Daemon",
            description: "The web server of nplusd. Without it nothing of the web stack is fetched or built."),
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        // Pure: no input, no output, no clock.
        .target(name: "Statechart", swiftSettings: settings),
        .target(name: "Canonical", swiftSettings: settings),
        .target(name: "LegalTime", dependencies: ["Canonical"], swiftSettings: settings),
        .target(
            name: "Workflow",
            dependencies: ["Canonical", "Statechart", "LegalTime", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(name: "Picture", dependencies: ["Workflow", "LegalTime"], swiftSettings: settings),
        .target(name: "Promela", dependencies: ["Workflow", "Statechart"], swiftSettings: settings),
        .target(name: "SCXML", dependencies: ["Workflow", "Statechart"], swiftSettings: settings),
        .target(name: "Mediation", dependencies: ["Canonical", "Workflow", "LegalTime"], swiftSettings: settings),
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
            dependencies: ["Canonical", "Postgres", "Mediation", "CLibCrypto"],
            swiftSettings: settings,
            plugins: ["EmbedFiles"]),
        .target(name: "Engine", dependencies: ["CaseStore"], swiftSettings: settings, plugins: ["EmbedFiles"]),

        // Registers in and out.
        .target(name: "Tabular", swiftSettings: settings),
        .target(name: "Register", dependencies: ["Engine", "Tabular"], swiftSettings: settings),

        // What installations and outside systems tell each other, and the command line.
        .target(name: "Exchange", dependencies: ["Engine", "Register"], swiftSettings: settings),
        .target(name: "Playback", dependencies: ["Engine"], swiftSettings: settings),
        .executableTarget(
            name: "nplus",
            dependencies: [
                "API", "Engine", "Exchange", "Picture", "Playback", "Promela", "Register", "SCXML", "Tabular",
                "PostgresServer",
                "Verifier",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // The interface over HTTP, which knows no server, and the daemon that serves it.
        .target(
            name: "API", dependencies: ["Engine", "Register", "Tabular", "CLibCrypto"], swiftSettings: settings,
            plugins: ["EmbedFiles"]),
        .executableTarget(
            name: "nplusd",
            dependencies: [
                "API", "PostgresServer", "Register", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Daemon"])),
                .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Daemon"])),
                .product(name: "HummingbirdTLS", package: "hummingbird", condition: .when(traits: ["Daemon"])),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Daemon"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Daemon"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Daemon"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Daemon"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle",
                    condition: .when(traits: ["Daemon"])),
                .product(
                    name: "UnixSignals", package: "swift-service-lifecycle", condition: .when(traits: ["Daemon"])),
            ],
            swiftSettings: settings),

        // Puts Migrations/, Workflows/ and Access/ inside the binaries.
        .executableTarget(name: "embed-files", swiftSettings: settings),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

        .target(
            name: "TestSupport",
            dependencies: ["Canonical", "Engine", "PostgresServer"],
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
        .testTarget(name: "PromelaTests", dependencies: ["Promela", "Mediation"], swiftSettings: settings),
        .testTarget(name: "MediationTests", dependencies: ["Mediation", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "PostgresServerTests", dependencies: ["PostgresServer"], swiftSettings: settings),
        .testTarget(name: "CaseStoreTests", dependencies: ["CaseStore", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "EngineTests", dependencies: ["Engine", "TestSupport", "ChartTestSupport"], swiftSettings: settings),
        .testTarget(name: "RealCaseTests", dependencies: ["Playback", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "APITests",
            dependencies: ["API", "CLibCrypto", "Postgres", "PostgresServer", "Tabular", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "nplusdTests",
            dependencies: [
                "nplusd", "nplus", "API", "Engine", "Postgres", "PostgresServer", "Tabular", "TestSupport", "Workflow",
            ],
            swiftSettings: settings),
        .testTarget(name: "ExchangeTests", dependencies: ["Exchange", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "TabularTests", dependencies: ["Tabular"], swiftSettings: settings),
        .testTarget(name: "RegisterTests", dependencies: ["Register", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "nplusTests", dependencies: ["nplus", "API", "TestSupport"], exclude: ["Help"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
