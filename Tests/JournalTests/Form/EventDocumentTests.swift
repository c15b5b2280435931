import Testing
import TranslationTestSupport

@testable import Journal
@testable import Translation

/// `docs/events.md` has every event and member that there is, and no other.
@Suite struct EventDocumentTests {
    private static func names(below heading: String) throws -> [String] {
        try MarkdownDocument("docs/events.md").table(below: heading)
            .map { MarkdownDocument.code(in: $0[0]).joined() }
    }

    @Test func `every event is documented, and no other`() throws {
        #expect(try Self.names(below: "## Events") == ProxyEvent.Name.allCases.map(\.rawValue))
    }

    @Test func `every member is documented in its order, and no other`() throws {
        #expect(try Self.names(below: "## Members of an event") == ProxyEvent.Key.allCases.map(\.rawValue))
        #expect(try Self.names(below: "## Members of an exchange") == Exchange.Key.allCases.map(\.rawValue))
        #expect(try Self.names(below: "## Members of an attempt") == Exchange.Attempt.Key.allCases.map(\.rawValue))
        #expect(try Self.names(below: "## Members of a note") == TranslationNote.Key.allCases.map(\.rawValue))
        #expect(try Self.names(below: "## Members of a failure") == FailureKey.allCases.map(\.rawValue))
    }

    @Test func `every type of failure and every reason is documented, and no other`() throws {
        var documented: Set<String> = []
        for row in try MarkdownDocument("docs/events.md").table(below: "## Failures") {
            let type = MarkdownDocument.code(in: row[0]).joined()
            documented.insert(type)
            let hasReasons = ["transport", "broken", "undecodable", "internal"].contains(type)
            if hasReasons { documented.formUnion(MarkdownDocument.code(in: row[1]).map { "\(type) \($0)" }) }
        }
        var written: Set<String> = []
        for failure in EventFormSamples.failures + EventFormSamples.refusals + EventFormSamples.endings
            + EventFormSamples.newer
        {
            let root = try JSONDocument(JSONForm.encode(failure)).root
            let type = try #require(root["type"]?.string)
            written.insert(type)
            if let reason = root["reason"]?.string, type != "unrecognized" { written.insert("\(type) \(reason)") }
        }

        #expect(documented == written)
    }

    @Test func `the examples are in the form`() throws {
        let text = try MarkdownDocument("docs/events.md").text
        let examples = text.split(separator: "```json\n").dropFirst().compactMap { $0.split(separator: "```").first }

        #expect(examples.count == 2)
        for example in examples {
            let bytes = Array(example.filter { $0 != "\n" }.utf8)
            let event = try JSONForm.decode(ProxyEvent.self, from: bytes)
            #expect(try JSONForm.encode(event) == bytes)
        }
    }
}
