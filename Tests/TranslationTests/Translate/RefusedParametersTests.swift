import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct RefusedParametersTests {
    private static func keys(_ refused: Set<String>, _ dialect: DialectName = .chat) throws -> [String] {
        var target = TranslationSample.target("gpt-4.1")
        target.refusedParameters = refused
        let translated = try TranslationSample.translate(TranslationSample.request(), dialect, for: target)
        return try translated.json.members.flatMap { member in
            [member.key.string] + member.value.members.map { "\(member.key.string).\($0.key.string)" }
        }
    }

    @Test func `a member the program adds by itself goes as well`() throws {
        #expect(try Self.keys([]).contains("store"))
        #expect(try !Self.keys(["store"]).contains("store"))
    }

    @Test func `a part goes and leaves the rest`() throws {
        let keys = try Self.keys(["stream_options.include_obfuscation"])

        #expect(keys.contains("stream_options.include_usage"))
        #expect(!keys.contains("stream_options.include_obfuscation"))
    }

    @Test func `an object that has lost its last member goes with it`() throws {
        #expect(try !Self.keys(["stream_options.include_obfuscation"], .responses).contains("stream_options"))
    }

    @Test func `a removed parameter is noted`() throws {
        var target = TranslationSample.target("gpt-4.1")
        target.refusedParameters = ["store"]
        let notes = try TranslationSample.translate(TranslationSample.request(), .chat, for: target).notes

        #expect(
            notes.contains {
                $0.kind == .drop
                    && $0.reason == NoteReason(.parameterRefusedBefore, .model("gpt-4.1"), .parameter("store"))
            }
        )
    }

    @Test func `the client's value is noted as dropped, and an added one is not mentioned`() throws {
        var target = TranslationSample.target()
        target.refusedParameters = ["text.format", "store"]
        let format = #""output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}"#
        let request = try TranslationSample.request(fields: format)
        let notes = try TranslationSample.translate(request, for: target).notes

        #expect(notes.contains { $0.kind == .drop && $0.source == "output_config.format" })
        #expect(!notes.contains { $0.target?.isWithin("text") == true || $0.target == "store" })
    }

    @Test func `a refusal of something that is not there changes nothing`() throws {
        #expect(try Self.keys(["top_logprobs", "reasoning.summary"]) == Self.keys([]))
    }
}
