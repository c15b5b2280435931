// swift-tools-version: 6.2
import PackageDescription

let houseStyle: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// `Translation` and its tests behind links, for `make translation-test`: in the whole package an edit there also builds
/// everything that depends on it.
let package = Package(
    name: "dragoman-translation",
    platforms: [.macOS(.v15)],
    targets: [
        .target(
            name: "Translation",
            resources: [.embedInCode("Catalog/models.json"), .embedInCode("Catalog/servers.json")],
            swiftSettings: houseStyle
        ),
        .target(
            name: "TranslationTestSupport",
            dependencies: ["Translation"],
            path: "Tests/TranslationTestSupport",
            swiftSettings: houseStyle
        ),
        .target(
            name: "FuzzTargets",
            dependencies: ["Translation"],
            path: "Tests/FuzzTargets",
            swiftSettings: houseStyle
        ),
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
    ]
)
