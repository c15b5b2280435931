import Foundation
import Testing
import TranslationTestSupport

/// The library's page names what is there.
struct DocumentationTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test func `every type that the library's page names is public`() throws {
        let page = try Self.text("Sources/Translation/Translation.docc/Translation.md")
        let named = Set(page.matches(of: /``([A-Z]\w+)(?:\/\w+)?``/).map { String($0.output.1) })
        let folder = Self.root.appending(path: "Sources/Translation")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        var declared: Set = ["Translation"]
        for file in try #require(files) where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: /public (?:indirect )?(?:struct|enum|protocol) (\w+)/) {
                declared.insert(String(match.output.1))
            }
        }

        #expect(named.count > 10)
        #expect(named.subtracting(declared) == [])
    }
}
