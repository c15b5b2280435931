import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct CountingRequestTests {
    private static func request() throws -> MessagesRequest {
        try MessagesRequest(
            JSONDocument(
                #"""
                {"model": "claude-opus-5-5", "messages": [{"role": "user", "content": "Hello."}], "system": "Be kind.",
                 "tools": [{"name": "Read", "input_schema": {"type": "object", "properties": {}}}],
                 "tool_choice": {"type": "any", "disable_parallel_tool_use": true},
                 "thinking": {"type": "adaptive"}, "metadata": {"user_id": "u"}, "temperature": 1,
                 "output_config": {"effort": "high", "format": {"type": "json_schema", "schema": {"type": "object"}}}}
                """#
            ),
            purpose: .countTokens
        )
    }

    @Test func `a count has the parts that OpenAI counts and no others`() throws {
        let counting = try Dialects.named(.responses).countingRequest(Self.request(), for: TranslationSample.target())
        let keys = try #require(counting).json.members.map(\.key.string)

        #expect(
            keys == [
                "model", "instructions", "input", "tools", "tool_choice", "parallel_tool_calls", "text", "reasoning",
            ]
        )
    }

    @Test func `a count has the input of the request it is for`() throws {
        let dialect = Dialects.named(.responses)
        let counting = try #require(try dialect.countingRequest(Self.request(), for: TranslationSample.target()))
        let translated = try dialect.translate(Self.request(), for: TranslationSample.target())

        for key: StaticString in ["model", "instructions", "input", "tools", "reasoning"] {
            #expect(try counting.text(key) == translated.text(key))
        }
    }

    @Test func `parts that a counter does not take have one note`() throws {
        let counting = try Dialects.named(.responses).countingRequest(Self.request(), for: TranslationSample.target())
        let notes = try #require(counting).notes

        #expect(notes.contains { $0.kind == .drop && $0.source == "metadata.user_id" })
        #expect(!notes.contains { $0.target == "safety_identifier" || $0.target == "stream" })
    }

    @Test func `Chat Completions counts nothing`() throws {
        #expect(try Dialects.named(.chat).countingRequest(Self.request(), for: TranslationSample.target()) == nil)
    }
}
