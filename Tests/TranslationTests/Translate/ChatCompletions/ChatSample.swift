import TranslationTestSupport

@testable import Translation

/// The data of one chunk of a chat stream.
struct ChatSample: ExpressibleByStringInterpolation {
    let data: String

    init(stringLiteral data: String) {
        self.data = data
    }

    static func chunk(_ delta: String, _ finish: String? = nil) -> ChatSample {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return """
            {"id":"chatcmpl-1","model":"gpt-4.1","choices":[{"index":0,"delta":\(delta),"finish_reason":\(reason)}]}
            """
    }

    static func text(_ text: String) -> ChatSample { chunk(#"{"content":"\#(text)"}"#) }

    static func reasoning(_ text: String) -> ChatSample { chunk(#"{"reasoning_content":"\#(text)"}"#) }

    static func call(_ index: Int, _ members: String) -> ChatSample {
        chunk(#"{"tool_calls":[{"index":\#(index),\#(members)}]}"#)
    }

    static func head(_ index: Int, name: String = "Read") -> ChatSample {
        call(index, #""id":"call_x\#(index)","type":"function","function":{"name":"\#(name)","arguments":""}"#)
    }

    /// A piece of arguments, escaped once, as it stands in JSON.
    static func arguments(_ index: Int, _ piece: String) -> ChatSample {
        call(index, #""function":{"arguments":"\#(piece)"}"#)
    }

    static let stop = chunk("{}", "stop")
    static let toolCalls = chunk("{}", "tool_calls")
    static let done: ChatSample = "[DONE]"

    // MARK: Streams

    static func frames(_ samples: [ChatSample]) -> [ServerSentEvent] {
        samples.map { ServerSentEvent(data: $0.data) }
    }

    /// What a machine makes of a stream of these.
    static func events(_ samples: [ChatSample], _ context: ReplyContext = .plain()) -> [MessageStreamEvent] {
        var machine = ChatStreamMachine(context)
        return machine.run(frames(samples))
    }
}
