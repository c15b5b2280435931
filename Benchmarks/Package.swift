// swift-tools-version: 6.1
import PackageDescription

/// Journal's declarations are `package`: visible to targets of the same package name. The measured package is named
/// after its folder, so the benchmarks take that name too.
let measured = Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? "dragoman"

let package = Package(
    name: "dragoman-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "EngineBenchmarks",
            dependencies: [
                .product(name: "Translation", package: measured),
                .product(name: "Journal", package: measured),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/EngineBenchmarks",
            // Or the package manager's own name would come after the one below.
            packageAccess: false,
            swiftSettings: [.unsafeFlags(["-package-name", measured])],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ]
)
