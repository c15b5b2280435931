import Testing
import TranslationTestSupport

@testable import Translation

/// What an answer loses on its way is said.
@Suite struct AnswerNoteTests {
    private static func chat(_ samples: [ChatSample], _ context: ReplyContext = .plain()) -> [TranslationNote] {
        var machine = ChatStreamMachine(context)
        _ = machine.run(ChatSample.frames(samples))
        return machine.summary.notes
    }

    private static func responses(
        _ samples: [ResponsesSample],
        _ context: ReplyContext = .plain()
    ) -> [TranslationNote] {
        var machine = ResponsesStreamMachine(context)
        _ = machine.run(ResponsesSample.frames(samples))
        return machine.summary.notes
    }

    // MARK: Both

    @Test(arguments: DialectName.translated)
    func `a turn that ends well and empty is one empty text`(_ dialect: DialectName) {
        let events =
            switch dialect {
            case .chat: ChatSample.events([.stop, .done])
            default: ResponsesSample.events([.completed])
            }

        #expect(events.script == ["start", "0 text", "0 .", "end_turn", "stop"])
    }

    @Test(arguments: [
        #"{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":20}}"#,
        #"{"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":6}}"#,
        #"{"prompt_tokens":-3,"completion_tokens":5}"#,
    ])
    func `counts that contradict each other are owned up to`(_ usage: String) {
        let notes = Self.chat([.text("Hi"), .stop, #"{"choices":[],"usage":\#(usage)}"#, .done])

        #expect(notes.contains { $0.kind == .lossy && $0.source == "usage" })
    }

    // MARK: Chat

    @Test func `members that come with every chunk are one note`() {
        let chunk = ChatSample.chunk(#"{"content":"a","mood":"glad","tone":"C"}"#)

        let notes = Self.chat([chunk, chunk, chunk, .stop, .done])

        #expect(notes.count { $0.kind == .drop } == 1)
        #expect(notes.first?.places.map(\.source) == ["choices[0].message.mood", "choices[0].message.tone"])
    }

    @Test func `a member that comes late is found among chunks of another shape`() {
        let late = ChatSample.chunk(#"{"content":"b","mood":"glad"}"#)

        let notes = Self.chat([.text("a"), .text("a"), late, .stop, .done])

        #expect(notes.flatMap(\.places).contains { $0.source == "choices[0].message.mood" })
    }

    @Test func `an error after the end does not end the answer, and is noted`() {
        let notes = Self.chat([.text("a"), .stop, #"{"error":{"message":"m"}}"#])

        #expect(notes.contains { $0.kind == .drop && $0.source == "error" })
    }

    @Test func `reasoning under two names is emitted once`() {
        let twice = ChatSample.chunk(#"{"reasoning_content":"why","reasoning":"why"}"#)
        let apart = ChatSample.chunk(#"{"reasoning_content":"why","reasoning":"other"}"#)

        #expect(
            !Self.chat([twice, .stop, .done]).flatMap(\.places).contains { $0.source == "choices[0].message.reasoning" }
        )
        #expect(
            Self.chat([apart, .stop, .done]).flatMap(\.places).contains { $0.source == "choices[0].message.reasoning" }
        )
    }

    @Test func `an error's code is in a note where an error has no room for it`() throws {
        let notes = Self.chat([#"{"error":{"message":"m","type":"server_error","code":"c","param":"p"}}"#])

        let note = try #require(notes.first { $0.source == "error" })
        #expect(
            note.reason == NoteReason(.errorDetails, .errorType("server_error"), .errorCode("c"), .errorParameter("p"))
        )
    }

    // MARK: Responses

    @Test func `an event of another type is noted once`() {
        let strange: ResponsesSample = #"{"type":"response.moon.changed","phase":"full"}"#

        let notes = Self.responses([strange, strange, strange, .completed])

        #expect(notes.count { $0.source == [.member("response.moon.changed")] } == 1)
    }

    @Test func `progress and keep-alives say nothing and need no note`() {
        let events: [ResponsesSample] = [
            #"{"type":"response.mcp_call.in_progress","output_index":0,"item_id":"m","sequence_number":1}"#,
            #"{"type":"keepalive","sequence_number":2}"#,
        ]

        #expect(Self.responses(events + [.completed]) == Self.responses([.completed]))
    }

    @Test func `what follows an item under its number is noted`() {
        let notes = Self.responses([.added(0, .message), .text(0, "a"), .done(0, .message), .text(0, "b"), .completed])

        #expect(notes.contains { $0.kind == .lossy && $0.source == "output[0]" })
    }

    @Test func `reasoning that was removed from the request is noted`() {
        let notes = Self.responses([
            .ended(
                "completed",
                #""status":"completed","output":[],"input_transformations":[{"id":"rs_1","reason":"prefix_mismatch"}]"#
            )
        ])

        #expect(notes.contains { $0.kind == .lossy && $0.source == "input_transformations" })
    }

    @Test func `a seal that broke off is noted and not passed on`() {
        let item: ResponsesSample = """
            {"type":"reasoning","id":"rs_1","status":"incomplete","encrypted_content":"half","summary":[]}
            """

        let notes = Self.responses([.added(0, .reasoning), .summary("A"), .done(0, item), .completed])

        #expect(notes.contains { $0.source == "output[0].encrypted_content" })
    }

    @Test func `parts of reasoning without a delta are taken from the item`() {
        let item: ResponsesSample = """
            {"type":"reasoning","id":"rs_1","encrypted_content":"sealed","summary":[{"text":"A"},{"text":"B"}]}
            """

        let body = ResponsesSample.events([.added(0, .reasoning), .summary("A"), .done(0, item), .completed]).body

        #expect(body == ["0 thinking", "0 ~A~", "0 ~\n\n~", "0 ~B~", "0 #dragoman1.", "0 .", "end_turn"])
    }

    @Test func `arguments that come before the name wait for it`() {
        let nameless: ResponsesSample = #"{"type":"function_call","id":"fc_1","name":"","arguments":""}"#

        let body = ResponsesSample.events([
            .added(0, nameless), .arguments(0, #"{\"a\":1}"#), .done(0, .call(1)), .completed,
        ]).body

        #expect(body == ["0 Read call_x1", #"0 {"a":1}"#, "0 .", "tool_use"])
    }

    @Test func `a refusal in mid-answer keeps the earlier content`() {
        let body = ResponsesSample.events([
            .added(0, .call(1)), .arguments(0, "{}"), .done(0, .call(1, arguments: "{}")), .added(1, .message),
            .text(1, "So"), #"{"type":"error","code":"cyber_policy","message":"No."}"#,
        ]).body

        #expect(body == ["0 Read call_x1", "0 {}", "0 .", "1 text", "1 \"So\"", "1 .", "refusal"])
    }
}
