import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct CacheMarkTests {
    private static let target = TranslationSample.target("gpt-5.6-sol")
    private static let control = #""cache_control": {"type": "ephemeral"}"#

    /// A conversation of `turns` calls and results, marked at its end as Claude Code does it: the mark moves.
    private static func request(_ turns: Int, marked: Bool = true) throws -> MessagesRequest {
        let mark = marked ? ", " + control : ""
        let last = { (turn: Int) in turn == turns ? mark : "" }
        var messages = [#"{"role": "user", "content": [{"type": "text", "text": "Begin."\#(last(0))}]}"#]
        for turn in 1..<(turns + 1) {
            messages.append(
                #"{"role": "assistant", "content": [{"type": "tool_use", "id": "t\#(turn)", "name": "Read", "input": {}}]}"#
            )
            messages.append(
                #"""
                {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t\#(turn)", "content": "text"},
                 {"type": "text", "text": "Go on."\#(last(turn))}]}
                """#
            )
        }
        let system = #""system": [{"type": "text", "text": "Be kind."\#(mark)}]"#
        return try TranslationSample.request(messages.joined(separator: ", "), fields: system)
    }

    private static func items(_ request: MessagesRequest, _ dialect: DialectName) throws -> [String] {
        let json = try TranslationSample.translate(request, dialect, for: target).json
        return try #require(json[dialect == .responses ? "input" : "messages"]).elements.map { $0.raw.text }
    }

    private static func marks(_ items: [String]) -> Int {
        items.reduce(0) { $0 + $1.ranges(of: "prompt_cache_breakpoint").count }
    }

    @Test(arguments: DialectName.translated, 0..<4)
    func `a mark that moves on leaves the bytes before it as they were`(_ dialect: DialectName, _ turns: Int) throws {
        let before = try Self.items(Self.request(turns), dialect)
        let after = try Self.items(Self.request(turns + 1), dialect)

        #expect(Array(after.prefix(before.count)) == before)
        #expect(Self.marks(before) == turns + 2)
        #expect(Self.marks(after) == turns + 3)
    }

    @Test(arguments: DialectName.translated)
    func `without marks the content is the same but for them`(_ dialect: DialectName) throws {
        let marked = try Self.items(Self.request(2), dialect)
        let plain = try Self.items(Self.request(2, marked: false), dialect)

        #expect(Self.marks(plain) == 0)
        let mark = #","prompt_cache_breakpoint":{"mode":"explicit"}"#
        #expect(marked.map { $0.replacing(mark, with: "") } == plain)
    }

    @Test(arguments: DialectName.translated, [("gpt-5.2", true), ("gpt-4.1", true), ("gpt-5.6-sol", false)])
    func `a model without marks gets none, and one note says so for all`(
        _ dialect: DialectName,
        _ row: (model: String, isOpenAI: Bool)
    ) throws {
        let target = TranslationSample.target(row.model, isOpenAI: row.isOpenAI)
        let translated = try TranslationSample.translate(Self.request(2), dialect, for: target)

        #expect(!translated.body.contains("prompt_cache_breakpoint".utf8))
        let notes = translated.notes.filter { $0.source == "…cache_control" }
        #expect(notes.map(\.source) == ["…cache_control"])
        #expect(notes.map(\.kind) == [.drop])
    }

    @Test(arguments: [
        ("gpt-5.5", false), ("gpt-5.6", true), ("gpt-5.6-luna-2026-09-01", true), ("gpt-6.2-sol", true),
        ("gpt-7", true), ("gpt-5.7-made-up", true), ("gpt-5.3-made-up", false), ("gpt-5-made-up", false), ("o3", false),
        ("gpt-4.1", false), ("gpt-35-turbo", false), ("qwen3-coder", false), ("gpt-", false),
    ])
    func `models take marks from gpt-5.6 on, known or not`(_ model: String, _ takes: Bool) {
        #expect(ModelCatalog.bundled.profile(for: model).takesCacheMarks == takes)
    }

    @Test func `tokens are counted without marks`() throws {
        let dialect = Dialects.named(.responses)
        let counted = try #require(try dialect.countingRequest(Self.request(2), for: Self.target))

        #expect(!counted.body.contains("prompt_cache_breakpoint".utf8))
    }
}
