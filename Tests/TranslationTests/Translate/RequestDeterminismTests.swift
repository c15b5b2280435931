import Testing
import TranslationTestSupport

@testable import Translation

/// OpenAI's prompt cache pays only where the same beginning is the same bytes.
@Suite struct RequestDeterminismTests {
    @Test(arguments: RequestFixture.all.filter { !$0.has("error.txt") })
    func `the same request is the same bytes and the same notes`(_ fixture: RequestFixture) throws {
        let dialect = Dialects.named(fixture.dialect)
        let once = try dialect.translate(fixture.request(), for: fixture.target())
        let twice = try dialect.translate(fixture.request(), for: fixture.target())

        #expect(once.body == twice.body)
        #expect(once.notes == twice.notes)
    }

    @Test(arguments: DialectName.translated)
    func `content as a string and as one block is the same bytes`(_ dialect: DialectName) throws {
        let strings = try TranslationSample.request(
            #"{"role": "user", "content": "Hi \"you\""}, {"role": "assistant", "content": "Ha"}, {"role": "user", "content": "?"}"#,
            fields: #""system": "Be kind.""#
        )
        let blocks = try TranslationSample.request(
            #"""
            {"role": "user", "content": [{"type": "text", "text": "Hi \"you\""}]},
            {"role": "assistant", "content": [{"type": "text", "text": "Ha"}]},
            {"role": "user", "content": [{"type": "text", "text": "?"}]}
            """#,
            fields: #""system": [{"type": "text", "text": "Be kind."}]"#
        )

        #expect(
            try TranslationSample.translate(strings, dialect).body == TranslationSample.translate(blocks, dialect).body
        )
    }

    @Test(arguments: DialectName.translated)
    func `the client's attribution line leaves no trace`(_ dialect: DialectName) throws {
        func body(_ header: String) throws -> [UInt8] {
            let system = #""system": [\#(header){"type": "text", "text": "Be kind."}]"#
            return try TranslationSample.translate(TranslationSample.request(fields: system), dialect).body
        }
        let without = try body("")

        #expect(try body(#"{"type": "text", "text": "x-anthropic-billing-header: cch=1;"}, "#) == without)
        #expect(try body(#"{"type": "text", "text": "x-anthropic-billing-header: cch=22; more"}, "#) == without)
    }

    @Test(arguments: DialectName.translated)
    func `a tool that a search has found is added at the end of the list`(_ dialect: DialectName) throws {
        let tools = ["A", "Late", "B", "Later"].map {
            TranslationSample.tool($0, $0.hasPrefix("L") ? #""defer_loading": true"# : "")
        }.joined(separator: ", ")
        let start = #"{"role": "user", "content": "Go."}"#
        let found = #"""
            , {"role": "assistant", "content": [{"type": "tool_use", "id": "t1", "name": "A", "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1",
             "content": [{"type": "tool_reference", "tool_name": "Late"}]}]}
            """#
        func names(_ messages: String) throws -> [String] {
            let request = try TranslationSample.request(messages, fields: #""tools": [\#(tools)]"#)
            let offered = try TranslationSample.translate(request, dialect).json["tools"]
            return offered?.elements.compactMap { ($0["function"] ?? $0)["name"]?.string } ?? []
        }

        #expect(try names(start) == ["A", "B"])
        #expect(try names(start + found) == ["A", "B", "Late"])
    }
}
