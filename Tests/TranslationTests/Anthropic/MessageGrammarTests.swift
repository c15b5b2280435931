import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct MessageGrammarTests {
    private static let start = MessageStreamEvent.messageStart(Message(id: "msg_1", model: "m"))
    private static let text = MessageStreamEvent.contentBlockStart(index: 0, .text(""))
    private static let thinking = MessageStreamEvent.contentBlockStart(index: 0, .thinking("", signature: ""))
    private static let tool = MessageStreamEvent.contentBlockStart(
        index: 0,
        .toolUse(id: "call_1", name: "Read", input: .emptyObject)
    )
    private static let word = MessageStreamEvent.contentBlockDelta(index: 0, .text("a"))
    private static let stop = MessageStreamEvent.contentBlockStop(index: 0)
    private static let turnEnds = MessageStreamEvent.messageDelta(.endTurn, stopSequence: nil, Usage(outputTokens: 1))
    private static let toolEnds = MessageStreamEvent.messageDelta(.toolUse, stopSequence: nil, Usage(outputTokens: 1))

    /// What is wrong with the last event, all others being fine.
    private func violation(_ events: [MessageStreamEvent]) throws -> String? {
        var grammar = MessageGrammar()
        for event in events.dropLast() { try grammar.accept(event) }
        do {
            try grammar.accept(try #require(events.last))
            return nil
        } catch let violation as MessageGrammar.Violation {
            return violation.description
        }
    }

    @Test(arguments: [
        [start, text, word, word, stop, turnEnds, .messageStop],
        [start, .ping, tool, .ping, stop, toolEnds, .messageStop],
        [start, turnEnds, .messageStop],
        [start, text, word, .error(APIError(.api, "broken"))],
        [.error(APIError(.api, "at once"))],
    ])
    func `a lawful answer passes and has ended`(_ events: [MessageStreamEvent]) throws {
        var grammar = MessageGrammar()

        for event in events { try grammar.accept(event) }

        #expect(grammar.hasEnded)
    }

    @Test(
        arguments: [
            [.ping], [text], [turnEnds], [start, start], [start, .messageStop], [start, turnEnds, text],
            [start, text, word, turnEnds], [start, text, tool], [start, stop], [start, text, stop, stop],
            [start, text, stop, word], [start, .contentBlockStart(index: 1, .text(""))],
            [start, text, stop, .contentBlockStart(index: 2, .text(""))],
            [start, turnEnds, .messageStop, .ping], [.error(APIError(.api, "once")), .error(APIError(.api, "twice"))],
        ] as [[MessageStreamEvent]]
    )
    func `an event out of order is refused`(_ events: [MessageStreamEvent]) throws {
        #expect(try violation(events) != nil)
    }

    @Test(
        arguments: [
            [start, text, .contentBlockDelta(index: 0, .thinking("a"))],
            [start, thinking, word],
            [start, tool, word],
            [start, text, .contentBlockDelta(index: 0, .inputJSON("{}"))],
            [start, .contentBlockStart(index: 0, .redactedThinking(data: "x")), word],
            [start, text, .contentBlockDelta(index: 0, .text(""))],
            [start, text, .contentBlockDelta(index: 1, .text("a"))],
            [start, tool, .contentBlockDelta(index: 0, .inputJSON("null"))],
            [start, .contentBlockStart(index: 0, .text("begun"))],
            [start, .contentBlockStart(index: 0, .toolUse(id: "", name: "Read", input: .emptyObject))],
        ] as [[MessageStreamEvent]]
    )
    func `a delta that does not fit its block is refused`(_ events: [MessageStreamEvent]) throws {
        #expect(try violation(events) != nil)
    }

    @Test func `a signature is the last delta of its block and there is one`() throws {
        let signature = MessageStreamEvent.contentBlockDelta(index: 0, .signature("s"))

        #expect(try violation([Self.start, Self.thinking, signature, Self.stop]) == nil)
        #expect(try violation([Self.start, Self.thinking, Self.stop]) != nil)
        #expect(try violation([Self.start, Self.thinking, signature, signature]) != nil)
        #expect(
            try violation([Self.start, Self.thinking, signature, .contentBlockDelta(index: 0, .thinking("a"))]) != nil
        )
    }

    @Test func `the stop reason fits the blocks`() throws {
        #expect(try violation([Self.start, Self.tool, Self.stop, Self.turnEnds]) != nil)
        #expect(try violation([Self.start, Self.toolEnds]) != nil)
        #expect(
            try violation([Self.start, .messageDelta(.stopSequence, stopSequence: nil, Usage(outputTokens: 1))]) != nil
        )
        #expect(try violation([Self.start, .messageDelta(.endTurn, stopSequence: "x", Usage(outputTokens: 1))]) != nil)
        #expect(try violation([Self.start, .messageDelta(.endTurn, stopSequence: nil, Usage())]) != nil)
    }
}
