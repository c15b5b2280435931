// swift-tools-version: 6.2
import PackageDescription

/// One style for every target; warnings become errors in CI (a user's newer compiler must not break the build).
let houseStyle: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + ((Context.environment["CI"] ?? "").isEmpty ? [] : [.treatAllWarnings(as: .error)])

/// The commit of `dragoman --version`, which `make build` and the container pass in. The package manager evaluates this
/// file again when its environment changes, but not after a commit, so asking git here would give old results.
let commit = (Context.environment["DRAGOMAN_COMMIT"] ?? "")
    .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }

let package = Package(
    name: "dragoman",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dragoman", targets: ["dragoman"]),
        // For the separate package Benchmarks/.
        .library(name: "Journal", targets: ["Journal"]),
        .library(name: "Translation", targets: ["Translation"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // Translates between Anthropic's and OpenAI's APIs. Pure, and usable as a library that brings no other package.
        .target(
            name: "Translation",
            // Inside the binary: the program is one file.
            resources: [.embedInCode("Catalog/models.json"), .embedInCode("Catalog/servers.json")],
            swiftSettings: houseStyle
        ),
        // The configuration from config.yaml, the environment and the flags, and the routing of models.
        .target(
            name: "ProxyConfiguration",
            dependencies: ["Translation", .product(name: "Yams", package: "Yams")],
            swiftSettings: houseStyle
        ),
        // The record: exchanges, events, the bus, the ring.
        .target(
            name: "Journal",
            dependencies: [
                "Translation",
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: houseStyle
        ),
        .target(
            name: "ProxyEngine",
            dependencies: [
                "CAllocator", "Translation", "ProxyConfiguration", "Journal",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: houseStyle
        ),
        // `dragoman check`: examines what the program needs.
        .target(
            name: "Doctor",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: houseStyle
        ),
        // The built-in mock of OpenAI and the demonstration that is played against it.
        .target(
            name: "MockOpenAI",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: houseStyle
        ),
        // Curses behind functions of plain integers and pointers: Swift cannot import its macros and globals.
        .target(
            name: "CNcurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]
        ),
        // Calls the C library's allocator by what Swift's module of glibc leaves out.
        .target(name: "CAllocator"),
        // One line of C, so that a new commit compiles that line and links, and nothing else.
        .target(
            name: "CBuildStamp",
            cSettings: commit.isEmpty ? [] : [.define("DRAGOMAN_COMMIT", to: commit)]
        ),
        .target(
            name: "ProxyTUI",
            dependencies: [
                "CNcurses", "Translation", "Journal",
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: houseStyle
        ),
        .executableTarget(
            name: "dragoman",
            dependencies: [
                "CBuildStamp", "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "Doctor", "MockOpenAI",
                "ProxyTUI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: houseStyle
        ),
        // What tests share, in three layers, so that the tests of a target are built without the targets above it.
        .target(
            name: "TranslationTestSupport",
            dependencies: ["Translation"],
            path: "Tests/TranslationTestSupport",
            swiftSettings: houseStyle
        ),
        .target(
            name: "JournalTestSupport",
            dependencies: ["Translation", "Journal", "TranslationTestSupport"],
            path: "Tests/JournalTestSupport",
            swiftSettings: houseStyle
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "TranslationTestSupport",
                "JournalTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: houseStyle
        ),
        // The targets of the fuzzer (the separate package Fuzz/), whose corpus the tests replay.
        .target(
            name: "FuzzTargets",
            dependencies: ["Translation"],
            path: "Tests/FuzzTargets",
            swiftSettings: houseStyle
        ),
        // The source of the package Examples/TranslateARequest, for a test that runs it.
        .target(
            name: "TranslationExample",
            dependencies: ["Translation"],
            path: "Examples/TranslateARequest/Sources/TranslateARequest",
            exclude: ["main.swift"],
            packageAccess: false,
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "TranslationTests",
            dependencies: ["Translation", "TranslationExample", "FuzzTargets", "TranslationTestSupport"],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "ProxyConfigurationTests",
            dependencies: ["Translation", "ProxyConfiguration", "TestSupport", "TranslationTestSupport"],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "JournalTests",
            dependencies: ["Translation", "Journal", "TranslationTestSupport", "JournalTestSupport"],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "ProxyEngineTests",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "TestSupport",
                "TranslationTestSupport", "JournalTestSupport",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "DoctorTests",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "Doctor", "TestSupport",
                "TranslationTestSupport", "JournalTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["Golden"],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "MockOpenAITests",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "MockOpenAI", "TestSupport",
                "TranslationTestSupport", "JournalTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "ProxyTUITests",
            dependencies: [
                "ProxyTUI", "CNcurses", "Translation", "Journal", "TranslationTestSupport", "JournalTestSupport",
            ],
            exclude: ["Golden"],
            swiftSettings: houseStyle
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Translation", "ProxyConfiguration", "Journal", "ProxyEngine", "Doctor", "TestSupport",
                "TranslationTestSupport", "JournalTestSupport", "dragoman",
            ],
            exclude: ["Golden", "Scripts"],
            swiftSettings: houseStyle
        ),
        // Documents against the whole repository: the graph of targets, and the tests that show a behaviour.
        .testTarget(
            name: "ArchitectureTests",
            dependencies: ["Translation", "TranslationTestSupport"],
            swiftSettings: houseStyle
        ),
    ]
)
