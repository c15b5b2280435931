import Foundation
import ProxyConfiguration
import Testing
import Translation
import TranslationTestSupport

/// `docs/configuration.md` has every key that is read, with its default, and no other.
@Suite struct ConfigDocumentTests {
    private static let sections: [(heading: String, prefix: String)] = [
        ("## Keys of the file", ""), ("### Keys of `upstreams.NAME`", "upstreams.openai."),
        ("### Keys of `models[N]`", "models[0]."), ("### Keys of `catalog.MODEL`", "catalog.m."),
    ]

    /// A file with an unknown key in every section.
    private static let unknownKeys = """
        qqqqqqqqqqqqqqqq: 1
        upstreams: {openai: {qqqqqqqqqqqqqqqq: 1, timeouts: {qqqqqqqqqqqqqqqq: 1}}}
        models: [{match: a, to: b, qqqqqqqqqqqqqqqq: 1}]
        catalog: {m: {qqqqqqqqqqqqqqqq: 1, price: {qqqqqqqqqqqqqqqq: 1, input: 1, output: 1,
          long: {qqqqqqqqqqqqqqqq: 1, above: 1, input: 1, output: 1}}}}
        telemetry: {qqqqqqqqqqqqqqqq: 1}
        capture: {qqqqqqqqqqqqqqqq: 1}
        dashboard: {qqqqqqqqqqqqqqqq: 1}
        log: {qqqqqqqqqqqqqqqq: 1}
        server: {qqqqqqqqqqqqqqqq: 1}
        repairs: {qqqqqqqqqqqqqqqq: 1}
        """

    /// The keys that the errors about unknown keys list.
    private static func knownKeys() throws -> Set<String> {
        let errors = try #require(throws: ConfigErrors.self) {
            try Config.parse(yaml: unknownKeys, environment: [:], unsetKeys: .unneeded)
        }.errors
        let lists = errors.map { error -> [String] in
            let prefix = String(error.place.keyPath.dropLast("qqqqqqqqqqqqqqqq".count))
            let keys = error.message.components(separatedBy: "the keys here are ").last ?? ""
            return keys.components(separatedBy: ", ").map { prefix + $0 }
        }
        #expect(lists.count == 13, "every section was asked: \(errors.map(\.description))")
        return Set(lists.joined())
    }

    private static func documentedKeys() throws -> [String: String] {
        let document = try MarkdownDocument("docs/configuration.md")
        let rows = try sections.flatMap { section in
            try document.table(below: section.heading).map { row in
                (section.prefix + MarkdownDocument.code(in: row[0]).joined(), String(row[2]))
            }
        }
        return Dictionary(rows) { first, _ in
            Issue.record("a key stands there twice")
            return first
        }
    }

    /// Without those that only hold others.
    private static func leaves(_ keys: Set<String>) -> Set<String> {
        keys.filter { key in !keys.contains { $0.hasPrefix(key + ".") || $0.hasPrefix(key + "[") } }
    }

    @Test func `every key that is read is documented, and every documented one is read`() throws {
        let known = Self.leaves(try Self.knownKeys())
        let documented = Self.leaves(Set(try Self.documentedKeys().keys))
        #expect(known.subtracting(documented).sorted() == [], "read, but not documented")
        #expect(documented.subtracting(known).sorted() == [], "documented, but not read")
    }

    @Test func `every default that is documented is the default`() throws {
        let defaults = try Config.parse(yaml: nil, environment: ["OPENAI_API_KEY": "sk-a"]).config
        for (key, value) in try Self.documentedKeys() where value.hasPrefix("`") && !key.hasPrefix("catalog.") {
            let written = value.dropFirst().dropLast()
            // A key below others is written with each of them in braces.
            let steps = key.split(separator: ".")
            let leaf = "\(steps.last ?? ""): \(written.hasPrefix("$") ? "\"\(written)\"" : String(written))"
            let yaml = steps.dropLast().reversed().reduce(leaf) { "\($1): {\($0)}" }
            guard key != "upstreams" else { continue }
            var config = try Config.parse(yaml: yaml, environment: ["OPENAI_API_KEY": "sk-a"]).config
            config.source = defaults.source
            config.repairs = config.repairs.withoutRules
            var expected = defaults
            expected.repairs = expected.repairs.withoutRules
            #expect(config == expected, "\(key) is documented as \(value)")
        }
    }

    @Test func `every kind of server is documented, and every documented one is known`() throws {
        let documented = try MarkdownDocument("docs/configuration.md").table(below: "## Kinds of servers").map { row in
            MarkdownDocument.code(in: row[0]).joined()
        }

        #expect(Set(documented) == Set(ServerCatalog.bundled.kinds.map(\.name)))
    }

    @Test func `every variable that is read is documented, and every documented one is read`() throws {
        let document = try MarkdownDocument("docs/configuration.md")
        let documented = Set(
            try document.table(below: "## Environment variables").flatMap { MarkdownDocument.code(in: $0[0]) }
                .map(String.init)
        )
        let text = try Self.sources()
        let read = Set(text.matches(of: /environment\["([A-Za-z_]+)"\]/).map { String($0.output.1) })
        #expect(read.subtracting(documented).sorted() == [], "read, but not documented")
        #expect(documented.filter { !text.contains("\"\($0)\"") }.sorted() == [], "documented, but not read")
    }

    /// Everything of the program, as one text.
    private static func sources() throws -> String {
        let folder = MarkdownDocument.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let swift = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        return try swift.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    }
}

extension RepairSettings {
    /// Ignores a rule's line.
    fileprivate var withoutRules: RepairSettings {
        var settings = self
        settings.malformedRule = nil
        settings.emptyArguments = settings.emptyArguments?.map {
            RepairSettings.NamedParameter(tool: $0.tool, parameter: $0.parameter)
        }
        return settings
    }
}
