// swift-tools-version: 6.2
import PackageDescription

/// A separate package that uses the library as others would, by its public declarations alone.
let package = Package(
    name: "TranslateARequest",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "dragoman", path: "../..")],
    targets: [
        .executableTarget(
            name: "TranslateARequest",
            dependencies: [.product(name: "Translation", package: "dragoman")]
        )
    ]
)
