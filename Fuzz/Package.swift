// swift-tools-version: 6.2
import PackageDescription

let houseStyle: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The pure folders alone, behind links, compiled with the fuzzer's counters: nothing is built that is not fuzzed, and
/// their `package` declarations are visible because here they are part of this package.
let package = Package(
    name: "dragoman-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(
            name: "ProxyEngine",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("Catalog/models.json")],
            swiftSettings: houseStyle + [.unsafeFlags(["-sanitize=fuzzer"])]
        ),
        .target(name: "FuzzTargets", dependencies: ["ProxyEngine"], swiftSettings: houseStyle),
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: ["ProxyEngine", "FuzzTargets", "CLibFuzzer"],
            swiftSettings: houseStyle,
            linkerSettings: [
                .unsafeFlags(["-sanitize=fuzzer"]),
                // Gold, the default here, stumbles over the program's `main` beside libFuzzer's.
                .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux])),
            ]
        ),
    ]
)
