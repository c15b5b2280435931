import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct TranslationNoteCodableTests {
    private static func decoded(_ json: String) throws -> TranslationNote {
        try JSONForm.decode(TranslationNote.self, from: Array(json.utf8))
    }

    private static func written(_ note: TranslationNote) throws -> String {
        String(decoding: try JSONForm.encode(note), as: UTF8.self)
    }

    /// As a log of the first version has it. Such lines stay readable: do not change this text.
    private static let first = #"""
        {"kind":"MAP","direction":"request","code":"outputLimitOfModel","parameters":{"limit":32768,"model":"gpt-4.1"},\#
        "places":[{"from":["max_tokens"],"to":["max_completion_tokens"]}],"rule":"config.yaml:14","sentence":"what it said then"}
        """#

    @Test func `a note that was written down once is read`() throws {
        let note = TranslationNote(
            .map,
            from: ["max_tokens"],
            to: ["max_completion_tokens"],
            .outputLimitOfModel,
            .limit(32768),
            .model("gpt-4.1"),
            rule: "config.yaml:14"
        )

        #expect(try Self.decoded(Self.first) == note)
        let withoutSentence = Self.first.replacing(/,"sentence":.*/, with: "")
        #expect(try Self.written(note).hasPrefix(withoutSentence))
    }

    @Test(arguments: RequestFixture.all.filter { !$0.has("error.txt") })
    func `a note of a fixture survives JSON`(_ fixture: RequestFixture) throws {
        let translated = try Dialects.named(fixture.dialect).translate(fixture.request(), for: fixture.target())

        for note in translated.notes {
            #expect(try Self.decoded(Self.written(note)) == note)
            #expect(try JSONDecoder().decode(TranslationNote.self, from: JSONEncoder().encode(note)) == note)
        }
    }

    @Test func `a code of another version is shown as its name, and written again as it was`() throws {
        let json = #"{"kind":"DROP","direction":"answer","code":"codeOfTomorrow","parameters":{"limit":7,"new":"x"}}"#
        let note = try Self.decoded(json)

        #expect(note.code == .unrecognized)
        #expect(note.sentence == "codeOfTomorrow")
        #expect(note.places == [TranslationNote.Place()])
        #expect(try Self.written(note).contains(#""code":"codeOfTomorrow","parameters":{"limit":7}"#))
    }

    @Test func `a kind that is not known is an error`() {
        #expect(throws: DecodingError.self) {
            try Self.decoded(#"{"kind":"LOSE","direction":"answer","code":"blankText"}"#)
        }
    }
}
