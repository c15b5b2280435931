import Foundation
import TestSupport
import Testing

/// The graph of targets in `docs/targets.md` against Package.swift, and the arrows that must never be drawn.
struct PackageGraphTests {
    private let manifest: PackageManifest

    init() throws {
        manifest = try PackageManifest.load()
    }

    /// What a table of the document says, a target in each row.
    private static func documented(_ heading: String) throws -> [String: PackageManifest.Target] {
        let document = try MarkdownDocument("docs/targets.md")
        let rows = try document.table(below: heading).map { row in
            PackageManifest.Target(
                name: String(MarkdownDocument.code(in: row[0]).joined()),
                targets: Set(MarkdownDocument.code(in: row[1]).map(String.init)),
                products: Set(MarkdownDocument.code(in: row[2]).map(String.init)),
                isTest: heading == "## Tests"
            )
        }
        return Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test(arguments: ["## Program", "## Tests"])
    func `the documented targets and their dependencies are those of Package-swift`(_ heading: String) throws {
        let documented = try Self.documented(heading)
        let declared = manifest.targets.filter { $0.isTest == (heading == "## Tests") }

        #expect(declared.count > 5)
        #expect(Set(documented.keys) == Set(declared.map(\.name)))
        for target in declared { #expect(documented[target.name] == target) }
    }

    @Test func `Translation depends on nothing`() throws {
        let translation = try #require(manifest.targets.first { $0.name == "Translation" })

        #expect(translation.dependencies.isEmpty)
    }

    @Test(arguments: [
        ("ProxyTUI", ["ProxyEngine", "ProxyConfiguration", "Doctor", "MockOpenAI"]),
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
        for target in manifest.targets where !target.isTest {
            let folder = MarkdownDocument.root.appending(path: "Sources/\(target.name)")
            for file in try Self.swiftFiles(below: folder) {
                let text = try String(contentsOf: file, encoding: .utf8)
                let imported = text.matches(of: /(?m)^(?:package |public |internal |private )?import (\w+)/)
                    .map { String($0.1) }
                let undeclared = Set(imported).subtracting(target.dependencies).subtracting(Self.toolchain)
                #expect(undeclared.isEmpty, "\(target.name)/\(file.lastPathComponent)")
            }
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
                .init(name: "A", targets: ["B"], products: ["C"], isTest: false),
                .init(name: "ATests", targets: ["A"], products: [], isTest: true),
                .init(name: "Support", targets: [], products: [], isTest: true),
            ]
        )
    }

    /// Modules that come with Swift.
    private static let toolchain: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
    ]

    private static func swiftFiles(below folder: URL) throws -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }
}
