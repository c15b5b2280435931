import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ResponsesReasoningItemTests {
    @Test func `summary parts are joined by a blank line in one block`() {
        let body = ResponsesSample.events([
            .added(0, .reasoning), .summary("One."), .summary("Two", part: 1),
            .summary(".", part: 1), .done(0, .reasoning), .completed,
        ]).body

        #expect(
            body == [
                "0 thinking", "0 ~One.~", "0 ~\n\n~", "0 ~Two~", "0 ~.~", "0 #dragoman1.", "0 .", "end_turn",
            ]
        )
    }

    @Test func `sealed content comes from the end of the item, once, before the block stops`() throws {
        let end: ResponsesSample =
            #"{"type":"reasoning","id":"rs_1","encrypted_content":"final","summary":[{"text":"A"},{"text":"B"}]}"#

        let events = ResponsesSample.events([
            .added(0, .reasoning), .summary("A"), .summary("B", part: 1), .done(0, end),
            .completed,
        ])

        let signatures = events.compactMap { event in
            if case .contentBlockDelta(_, .signature(let signature)) = event { signature.string } else { nil }
        }
        #expect(signatures.count == 1)
        let seal = ReasoningSeal(model: "gpt-5.2", scope: "organisation-a", encryptedContent: "final", summaryParts: 2)
        #expect(try ReasoningSeal.open(#require(signatures.first)) == .valid(seal))
    }

    @Test func `an item that was cut off is not sealed`() {
        let end: ResponsesSample =
            #"{"type":"reasoning","status":"incomplete","encrypted_content":"half","summary":[{"text":"A"}]}"#

        let body = ResponsesSample.events([.added(0, .reasoning), .summary("A"), .done(0, end), .completed]).body

        #expect(body == ["0 thinking", "0 ~A~", "0 #dragoman0.", "0 .", "end_turn"])
    }

    @Test func `reasoning without summary and seal is nothing`() {
        #expect(
            ResponsesSample.events([.done(0, #"{"type":"reasoning","summary":[]}"#), .completed]).body
                == ["0 text", "0 .", "end_turn"]
        )
    }

    @Test func `omitted thinking is a signature without text`() {
        let body = ResponsesSample.events(
            [.added(0, .reasoning), .summary("A"), .done(0, .reasoning), .completed],
            .plain(thinking: .omitted)
        ).body

        #expect(body == ["0 thinking", "0 #dragoman1.", "0 .", "end_turn"])
    }

    @Test func `hidden thinking has no block, with a note`() {
        var machine = ResponsesStreamMachine(.plain(thinking: .hidden))

        let body = machine.run(
            ResponsesSample.frames([.added(0, .reasoning), .summary("A"), .done(0, .reasoning), .completed])
        ).body

        #expect(body == ["0 text", "0 .", "end_turn"])
        #expect(machine.summary.notes.contains { $0.kind == .drop && $0.source == "output[0]" })
    }
}
