import Testing
import TranslationTestSupport

@testable import Translation

/// The law of no silent loss must find what is lost.
@Suite struct AnswerLossTests {
    private static func chat(_ data: String...) -> GeneratedAnswer {
        GeneratedAnswer(
            dialect: .chat,
            seed: 0,
            context: .plain(),
            frames: data.map { ServerSentEvent(data: $0) }
        )
    }

    @Test func `an unknown member is noted, and the note is found`() {
        let answer = Self.chat(
            #"{"choices":[{"index":0,"delta":{"content":"Hi","mood":{"now":"glad"}},"finish_reason":"stop"}]}"#
        )
        var machine = answer.machine()
        _ = machine.run(answer.frames)

        #expect(machine.summary.notes.flatMap(\.places).contains { $0.source == "choices[0].message.mood" })
        #expect(AnswerLaw.loss.violation(by: AnswerRun(answer)) == nil)
    }

    @Test(arguments: DialectName.translated)
    func `an ordinary answer needs no notes`(_ dialect: DialectName) throws {
        for fixture in ReplyFixture.all where fixture.dialect == dialect && fixture.description.hasSuffix("reply-text")
        {
            var machine = fixture.machine()
            _ = machine.run(try fixture.frames())

            #expect(machine.summary.notes == [])
        }
    }

    @Test(arguments: ReplyFixture.all)
    func `nothing of a fixture is lost`(_ fixture: ReplyFixture) throws {
        let answer = GeneratedAnswer(
            dialect: fixture.dialect,
            seed: 0,
            context: fixture.context,
            frames: try fixture.frames(),
            whole: fixture.whole
        )

        #expect(AnswerLaw.loss.violation(by: AnswerRun(answer)) == nil)
    }

    @Test func `a place covers everything within it, and nothing else`() {
        let place = AnswerPlace("output[].content[]")

        #expect(place.covers(AnswerPlace("output[3].content[0].logprobs")))
        #expect(!place.covers(AnswerPlace("output[3]")))
        #expect(!place.covers(AnswerPlace("output[3].contents[0]")))
        #expect(!AnswerPlace("output[1]").covers(AnswerPlace("output[2].id")))
        let notes = [TranslationNote(.drop, from: "a.b", "x"), TranslationNote(.drop, from: "c", "x")]
        #expect(AnswerPlace.all(in: notes).count == 2)
    }

    @Test func `every leaf of a chunk has its place in the whole answer`() throws {
        let event = try JSONDocument(
            #"{"id":"x","choices":[{"index":0,"delta":{"tool_calls":[{"index":2,"id":"c"}]},"finish_reason":null}]}"#
        )

        #expect(
            AnswerLeaf.all(ofEvent: event.root, .chat).map(\.path) == [
                "id", "choices[0].index", "choices[0].message.tool_calls[2].index",
                "choices[0].message.tool_calls[2].id",
            ]
        )
    }

    @Test func `every leaf of an event has its place in the whole response`() throws {
        let event = try JSONDocument(
            #"{"type":"response.output_item.done","output_index":1,"item":{"id":"m","content":[{"text":"t"}]}}"#
        )

        #expect(
            AnswerLeaf.all(ofEvent: event.root, .responses).map(\.path) == [
                "output[1].id", "output[1].content[0].text",
            ]
        )
    }
}
