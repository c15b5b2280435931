import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct MessageAssemblerTests {
    private static func answer(
        _ blocks: [(ContentBlock, [ContentDelta])],
        _ reason: StopReason = .endTurn
    ) -> [MessageStreamEvent] {
        var events = [MessageStreamEvent.messageStart(Message(id: "msg_1", model: "m", usage: Usage(inputTokens: 9)))]
        for (index, (block, deltas)) in blocks.enumerated() {
            events.append(.contentBlockStart(index: index, block))
            events += deltas.map { .contentBlockDelta(index: index, $0) }
            events.append(.contentBlockStop(index: index))
        }
        return events + [
            .messageDelta(reason, stopSequence: nil, Usage(inputTokens: 7, outputTokens: 3)), .messageStop,
        ]
    }

    private static func call(_ pieces: String..., reason: StopReason = .toolUse) -> [MessageStreamEvent] {
        let block = ContentBlock.toolUse(id: "call_1", name: "Read", input: .emptyObject)
        return answer([(block, pieces.map { .inputJSON(JSONText($0)) })], reason)
    }

    private func content(_ events: [MessageStreamEvent]) throws -> [ContentBlock] {
        try MessageAssembler.message(of: events).get().content
    }

    @Test func `deltas are joined and the usage is the last one`() throws {
        let message = try MessageAssembler.message(
            of: Self.answer([
                (.thinking("", signature: ""), [.thinking("so "), .thinking("it is"), .signature("seal")]),
                (.text(""), [.text("He said \"hi\"\n"), .text("and left")]),
            ])
        ).get()

        #expect(message.content.first == .thinking("so it is", signature: "seal"))
        #expect(message.content.last == .text("He said \"hi\"\nand left"))
        #expect(message.usage == Usage(inputTokens: 7, outputTokens: 3))
        #expect(message.stopReason == .endTurn)
    }

    @Test func `a surrogate pair split over deltas is one character`() throws {
        let first = try #require(try JSONDocument(#""\ud83e""#).root.text)
        let second = try #require(try JSONDocument(#""\udd89""#).root.text)

        let blocks = try content(Self.answer([(.text(""), [.text(first), .text(second)])]))

        #expect(blocks == [.text(JSONText(escaped: Array(#"\ud83e\udd89"#.utf8)[...], hasEscapes: true))])
        #expect(try JSON(parsing: Message(id: "m", model: "m", content: blocks).json)["content"]?[0]?["text"] == "🦉")
    }

    @Test func `tool input is the object as it was written`() throws {
        let blocks = try content(Self.call(#"{"b":1.0,"#, #""a":12345678901234567890,"s":"x\"y"}"#))

        let input = try RawJSON(validating: #"{"b":1.0,"a":12345678901234567890,"s":"x\"y"}"#)
        #expect(blocks == [.toolUse(id: "call_1", name: "Read", input: input)])
    }

    @Test func `a call without arguments has an empty object`() throws {
        #expect(try content(Self.call()) == [.toolUse(id: "call_1", name: "Read", input: .emptyObject)])
    }

    @Test(arguments: [#"{"a":"#, #"{"a":1}{"a":1}"#, "{nonsense}"])
    func `input that is not an object becomes an empty one, with a repair`(_ input: String) throws {
        var assembler = MessageAssembler()
        for event in Self.call(input) { assembler.receive(event) }

        #expect(try assembler.result.get().content == [.toolUse(id: "call_1", name: "Read", input: .emptyObject)])
        #expect(assembler.repairs == [.init(kind: .inputReplaced, block: 0, toolName: "Read")])
    }

    @Test(arguments: [StopReason.maxTokens, .refusal])
    func `a call that was cut off is left out, with a repair`(_ reason: StopReason) throws {
        var assembler = MessageAssembler()
        for event in Self.call(#"{"file_path":"/a","content":"one tw"#, reason: reason) { assembler.receive(event) }

        #expect(try assembler.result.get().content.isEmpty)
        #expect(assembler.repairs == [.init(kind: .callOmitted, block: 0, toolName: "Read")])
    }

    @Test func `an error is the outcome after any events`() {
        let events =
            Array(Self.answer([(.text(""), [.text("half")])]).dropLast(2)) + [.error(APIError(.overloaded, "busy"))]

        #expect(MessageAssembler.message(of: events) == .failure(APIError(.overloaded, "busy")))
    }

    @Test func `an answer that just ends is an error`() {
        let outcome = MessageAssembler.message(of: Self.answer([(.text(""), [.text("half")])]).dropLast())

        #expect(throws: APIError.self) { try outcome.get() }
    }
}
