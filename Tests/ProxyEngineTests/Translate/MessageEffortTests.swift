import Testing

@testable import ProxyEngine

/// Claude Code says in an otherwise empty message that another effort holds from there on.
@Suite struct MessageEffortTests {
    private static let messages = #"""
        {"role": "user", "content": "Hello."},
        {"role": "system", "content": [], "output_config": {"effort": "low"}}
        """#

    private static func reason(_ fields: String) throws -> String? {
        let request = try TranslationSample.request(messages, fields: fields)
        return try TranslationSample.translate(request).notes(from: "messages[1].output_config").first?.reason
    }

    @Test func `the request itself says which effort holds now`() throws {
        let reason = try Self.reason(#""output_config": {"effort": "low"}"#)

        #expect(reason == "the effort from this message on: what holds now, the request says itself")
    }

    @Test func `without that the effort is lost, and the note does not say otherwise`() throws {
        #expect(try Self.reason("") == "OpenAI has no field for it that this program knows of")
    }
}
