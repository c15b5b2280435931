// swift-tools-version: 6.2
import PackageDescription

let houseStyle: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// `Translation` alone, behind a link, compiled with the fuzzer's counters: only what is fuzzed is built, and its `package`
/// declarations are visible because here they are part of this package.
let package = Package(
    name: "dragoman-fuzz",
    platforms: [.macOS(.v15)],
    targets: [
        .target(
            name: "Translation",
            resources: [.embedInCode("Catalog/models.json"), .embedInCode("Catalog/servers.json")],
            swiftSettings: houseStyle + [.unsafeFlags(["-sanitize=fuzzer"])]
        ),
        .target(name: "FuzzTargets", dependencies: ["Translation"], swiftSettings: houseStyle),
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: ["Translation", "FuzzTargets", "CLibFuzzer"],
            swiftSettings: houseStyle,
            linkerSettings: [
                .unsafeFlags(["-sanitize=fuzzer"]),
                // Gold, the default here, stumbles over the program's `main` beside libFuzzer's.
                .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux])),
            ]
        ),
    ]
)
