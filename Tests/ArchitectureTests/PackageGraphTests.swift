import Foundation
import Testing
import TranslationTestSupport

/// The graph of targets in `docs/targets.md` against Package.swift, and the arrows that must never be drawn.
struct PackageGraphTests {
    private let manifest: PackageManifest

    init() throws {
        manifest = try PackageManifest.load()
    }

    @Test(arguments: [("## Program", false), ("## Tests", true)])
    func `the documented targets and their dependencies are those of Package-swift`(
        _ heading: String,
        _ areTests: Bool
    ) throws {
        let rows = try MarkdownDocument("docs/targets.md").table(below: heading)
        let documented = rows.map { row in row.prefix(3).map { Set(MarkdownDocument.code(in: $0).map(String.init)) } }
        let declared = manifest.targets.filter { $0.isTest == areTests }.map { [[$0.name], $0.targets, $0.products] }

        #expect(declared.count > 5)
        #expect(Set(documented) == Set(declared))
    }

    @Test func `Translation depends on nothing`() throws {
        let translation = try #require(manifest.targets.first { $0.name == "Translation" })

        #expect(translation.dependencies.isEmpty)
    }

    /// The packages that build `Translation` without the rest of this one.
    @Test(arguments: ["TranslationOnly", "Fuzz"])
    func `a package with links to sources declares them as this one does`(_ package: String) throws {
        let linked = try PackageManifest.load("\(package)/Package.swift").targets
            .filter { target in manifest.targets.contains { $0.name == target.name } }

        #expect(linked.count >= 2)
        for target in linked {
            let original = try #require(manifest.targets.first { $0.name == target.name })
            #expect(target.dependencies == original.dependencies)
            #expect(target.embeddedFiles == original.embeddedFiles)
        }
    }

    @Test(arguments: [
        ("ProxyTUI", ["ProxyEngine", "ProxyConfiguration", "Doctor", "MockOpenAI"]),
        ("ProxyTUITests", ["ProxyEngine", "ProxyConfiguration", "Doctor", "MockOpenAI"]),
        ("TranslationTests", ["Journal", "ProxyConfiguration", "ProxyEngine", "TestSupport"]),
        ("JournalTests", ["ProxyEngine", "ProxyConfiguration", "TestSupport"]),
        ("Journal", ["ProxyEngine", "ProxyConfiguration"]),
        ("ProxyConfiguration", ["Journal", "ProxyEngine"]),
        ("ProxyEngine", ["Doctor", "MockOpenAI", "ProxyTUI"]),
    ])
    func `a target is built without what it must not know`(_ target: String, _ others: [String]) {
        #expect(manifest.reach(of: target).isDisjoint(with: others))
    }

    /// The package manager builds all modules into one folder, so an import that is not declared may compile all the
    /// same.
    @Test func `a source file imports only what its target declares`() throws {
        for target in manifest.targets {
            for file in try Self.swiftFiles(below: target.folder) {
                let undeclared = try Self.imports(of: file).subtracting(target.dependencies)
                    .subtracting(Self.toolchain)
                #expect(undeclared.isEmpty, "\(target.name)/\(file.lastPathComponent)")
            }
        }
    }

    @Test func `a target declares only what a source file of it imports`() throws {
        for target in manifest.targets {
            var imported: Set<String> = []
            for file in try Self.swiftFiles(below: target.folder) { imported.formUnion(try Self.imports(of: file)) }
            // The end-to-end tests start this one.
            let unused = target.dependencies.subtracting(imported).subtracting(["dragoman"])
            #expect(imported.isEmpty || unused.isEmpty, "\(target.name)")
        }
    }

    @Test func `a declared dependency is read with its comments, products and paths`() {
        let text = """
            .target(
                name: "A",
                // "NotThis" is a comment.
                dependencies: ["B", .product(name: "C", package: "d")],
                resources: [.embedInCode("models.json")]
            ),
            .testTarget(name: "ATests", dependencies: ["A"], exclude: ["Golden"]),
            .target(name: "Support", path: "Tests/Support"),
            """

        #expect(
            PackageManifest(text: text).targets == [
                .init(name: "A", path: "Sources/A", targets: ["B"], products: ["C"], embeddedFiles: ["models.json"]),
                .init(name: "ATests", path: "Tests/ATests", targets: ["A"], products: []),
                .init(name: "Support", path: "Tests/Support", targets: [], products: []),
            ]
        )
    }

    /// Modules that come with Swift, without FoundationNetworking: no target uses that.
    private static let toolchain: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin", "Testing",
    ]

    private static func imports(of file: URL) throws -> Set<String> {
        let text = try String(contentsOf: file, encoding: .utf8)
        let imports = text.matches(of: /(?m)^(?:@testable |public |package |internal |private )?import (\w+)/)
        return Set(imports.map { String($0.1) })
    }

    private static func swiftFiles(below folder: URL) throws -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }
}
