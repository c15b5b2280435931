import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// A stream's events put together.
@Suite struct AssembledAnswerTests {
    private static func assembled(_ events: [String]) -> JSONDocument? {
        let body = events.map { "data: \($0)\n\n" }.joined()
        var answer = AssembledAnswer()
        answer.take(EventList(ExchangeStages.Capture(body: Array(body.utf8))))
        return answer.document
    }

    @Test func `Anthropic's deltas make the message`() throws {
        let document = try #require(
            Self.assembled([
                #"{"type":"message_start","message":{"id":"m","content":[],"stop_reason":null,"usage":{"output_tokens":1}}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}"#,
                #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"Bash","input":{}}}"#,
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}"#,
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"1}"}}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}"#,
            ])
        )
        #expect(document.value(at: "content[0].text")?.string == "Hello")
        #expect(document.value(at: "content[1].input.a")?.int == 1)
        #expect(document.value(at: "stop_reason")?.string == "tool_use")
        #expect(document.value(at: "usage.output_tokens")?.int == 9)
    }

    @Test func `chunks make the choices`() throws {
        let document = try #require(
            Self.assembled([
                #"{"id":"c","model":"gpt-4.1","choices":[{"index":0,"delta":{"content":"Hel"}}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":"lo","tool_calls":[{"index":0,"id":"t","function":{"name":"f","arguments":"{}"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]",
            ])
        )
        #expect(document.value(at: "choices[0].message.content")?.string == "Hello")
        #expect(document.value(at: "choices[0].message.tool_calls[0].function.name")?.string == "f")
        #expect(document.value(at: "choices[0].finish_reason")?.string == "stop")
    }

    @Test func `an unfinished response shows its finished items and the rest`() throws {
        let document = try #require(
            Self.assembled([
                #"{"type":"response.created","response":{"id":"r","output":[]}}"#,
                #"{"type":"response.output_item.done","item":{"type":"message","n":1}}"#,
                #"{"type":"response.output_text.delta","delta":"Hel"}"#,
                #"{"type":"response.output_text.delta","delta":"lo"}"#,
            ])
        )
        #expect(document.value(at: "output[0].n")?.int == 1)
        #expect(document.value(at: "unfinished")?.string == "Hello")
    }

    @Test func `arguments that are not JSON yet stay a text`() throws {
        let document = try #require(
            Self.assembled([
                #"{"type":"message_start","message":{"content":[]}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","input":{}}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"partial_json":"{\"a\":"}}"#,
            ])
        )
        #expect(document.value(at: "content[0].input")?.string == #"{"a":"#)
    }

    @Test(arguments: [["1"], ["{}"], ["broken"], [#"{"type":"ping"}"#], []])
    func `events of no API this program speaks make nothing`(_ events: [String]) {
        #expect(Self.assembled(events) == nil)
    }
}
