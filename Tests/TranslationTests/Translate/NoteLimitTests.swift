import Testing
import TranslationTestSupport

@testable import Translation

/// Notes repeat what a client wrote, and logs and captures repeat the notes.
@Suite struct NoteLimitTests {
    private static func notes(
        _ begin: String,
        _ count: Int,
        _ part: (Int) -> String,
        _ end: String
    ) throws -> [TranslationNote] {
        let parts = (0..<count).map(part).joined(separator: ",")
        let body = #"{"model":"m","max_tokens":16,"# + begin + parts + end
        return try TranslationSample.translate(MessagesRequest(JSONDocument(body))).notes
    }

    private static func size(_ notes: [TranslationNote]) -> Int { notes.reduce(0) { $0 + $1.memory } }

    private static let message = #""messages":[{"role":"user","content":"x"}],"#

    @Test func `unknown fields with long names are one note of limited size`() throws {
        let name = String(repeating: "n", count: 4_000)
        let notes = try Self.notes(Self.message, 1_000, { #""\#(name)\#($0)":1"# }, "}")

        #expect(notes.filter { $0.code == .fieldUnknown }.map(\.hasMorePlaces) == [true])
        #expect(Self.size(notes) < 2 << 20)
    }

    @Test func `of very many different changes only the first are noted, and that there were more`() throws {
        let notes = try Self.notes(
            #""messages":[{"role":"user","content":[{"type":"text","text":"x"},"#,
            20_000,
            { #"{"type":"kind\#($0)"}"# },
            "]}]}"
        )

        #expect(notes.last?.code == .notesLimited)
        #expect(Self.size(notes) < 2 << 20)
    }
}
