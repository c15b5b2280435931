import Testing
import TranslationTestSupport

@testable import Translation

/// That the law can tell a loss when there is one.
@Suite struct RequestLawCheckTests {
    private static func losses(
        of request: String,
        in body: String,
        _ notes: [TranslationNote] = []
    ) throws -> [String] {
        let request = try TranslationSample.request(request)
        var translated = try TranslationSample.translate(TranslationSample.request())
        translated.body = Array(body.utf8)
        translated.notes =
            (["model", "max_tokens"] as [JSONPath]).map { TranslationNote(.drop, from: $0, "not what this is about") }
            + notes
        return try RequestLaw.losses(of: request.document, in: translated, .responses).map(\.path)
    }

    private static let question =
        #"{"role": "user", "content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two", "mood": 7}]}"#

    private static func input(_ role: String, _ type: String, _ texts: String...) -> String {
        let parts = texts.map { #"{"type":"\#(type)","text":"\#($0)"}"# }.joined(separator: ",")
        return #"{"input":[{"type":"message","role":"\#(role)","content":[\#(parts)]}]}"#
    }

    @Test func `a text that is nowhere is lost, and so is a field without a note`() throws {
        let losses = try Self.losses(of: Self.question, in: Self.input("user", "input_text", "one"))

        #expect(losses == ["messages[0].content[1].text", "messages[0].content[1].mood"])
    }

    @Test func `a text in a message of another role is lost`() throws {
        let losses = try Self.losses(of: Self.question, in: Self.input("assistant", "output_text", "one", "two"))

        #expect(losses.count == 3)
    }

    @Test func `a text in a part of the wrong kind is lost`() throws {
        #expect(try Self.losses(of: Self.question, in: Self.input("user", "output_text", "one", "two")).count == 3)
    }

    @Test(arguments: [TranslationNote.Kind.drop, .lossy, .fail])
    func `a dropped value is covered with its contents`(_ kind: TranslationNote.Kind) throws {
        let note = TranslationNote(kind, from: "messages[0].content[1]", "gone")

        #expect(try Self.losses(of: Self.question, in: Self.input("user", "input_text", "one"), [note]).isEmpty)
    }

    @Test(arguments: [TranslationNote.Kind.map, .split, .add])
    func `a note about a change does not cover a loss inside it`(_ kind: TranslationNote.Kind) throws {
        let notes = (["messages[0]", "messages[0].content[1]"] as [JSONPath]).map {
            TranslationNote(kind, from: $0, "moved")
        }
        let losses = try Self.losses(of: Self.question, in: Self.input("user", "input_text", "one"), notes)

        #expect(losses == ["messages[0].content[1].text", "messages[0].content[1].mood"])
    }

    @Test func `a value that is noted as changed may have another form`() throws {
        let notes = [
            TranslationNote(.map, from: "messages[0].content[0]", "sent as the assistant's text"),
            TranslationNote(.map, from: "messages[0].content[1]", "sent as the assistant's text"),
            TranslationNote(.drop, from: "messages[0].content[1].mood", "gone"),
        ]

        #expect(
            try Self.losses(of: Self.question, in: Self.input("assistant", "output_text", "one two"), notes).isEmpty
        )
    }

    @Test func `a number in place of another is an invention`() throws {
        var translated = try TranslationSample.translate(TranslationSample.request())
        let request = try TranslationSample.request()
        #expect(try InventionLaw.inventions(in: translated, of: request.document).isEmpty)

        translated.body = Array(#"{"model":"gpt-5.2","top_p":0.5,"input":[{"role":"user","content":"More."}]}"#.utf8)
        let places = try InventionLaw.inventions(in: translated, of: request.document).map(\.path)
        #expect(places == ["top_p", "input[0].content"])
    }

    @Test func `a request is reduced to the part that fails`() {
        let request: JSON = ["a": [1, ["b": "x", "c": [2, 3]]], "d": ["e": 3]]
        let small = RequestShrinker { $0.text.contains("3") }.shrunk(request)

        #expect(small == ["d": ["e": 3]])
    }
}
