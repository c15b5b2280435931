import TranslationTestSupport

@testable import Translation

/// The data of one event of a Responses stream, or an item in it.
struct ResponsesSample: ExpressibleByStringInterpolation {
    let data: String

    init(stringLiteral data: String) {
        self.data = data
    }

    static func added(_ index: Int, _ item: ResponsesSample) -> ResponsesSample {
        #"{"type":"response.output_item.added","output_index":\#(index),"item":\#(item.data)}"#
    }

    static func done(_ index: Int, _ item: ResponsesSample) -> ResponsesSample {
        #"{"type":"response.output_item.done","output_index":\#(index),"item":\#(item.data)}"#
    }

    static func text(_ index: Int, _ delta: String, part: Int = 0) -> ResponsesSample {
        """
        {"type":"response.output_text.delta","output_index":\(index),"content_index":\(part),"delta":"\(delta)"}
        """
    }

    /// A piece of arguments, escaped once, as it stands in JSON.
    static func arguments(_ index: Int, _ delta: String) -> ResponsesSample {
        #"{"type":"response.function_call_arguments.delta","output_index":\#(index),"delta":"\#(delta)"}"#
    }

    static func summary(_ delta: String, part: Int = 0) -> ResponsesSample {
        """
        {"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":\(part),"delta":"\(delta)"}
        """
    }

    static func ended(_ event: String, _ members: String) -> ResponsesSample {
        #"{"type":"response.\#(event)","response":{"id":"resp_1","model":"gpt-5.2",\#(members)}}"#
    }

    static let completed = ended("completed", #""status":"completed","output":[]"#)

    // MARK: Items

    static let message: ResponsesSample = #"{"type":"message","id":"msg_1","content":[]}"#
    static let reasoning: ResponsesSample = """
        {"type":"reasoning","id":"rs_1","encrypted_content":"early","summary":[]}
        """

    static func call(_ number: Int, arguments: String = "") -> ResponsesSample {
        """
        {"type":"function_call","id":"fc_\(number)","call_id":"call_x\(number)","name":"Read",\
        "arguments":"\(arguments)"}
        """
    }

    // MARK: Streams

    static func frames(_ samples: [ResponsesSample]) -> [ServerSentEvent] {
        samples.map { ServerSentEvent(data: $0.data) }
    }

    /// What a machine makes of a stream of these.
    static func events(_ samples: [ResponsesSample], _ context: ReplyContext = .plain()) -> [MessageStreamEvent] {
        var machine = ResponsesStreamMachine(context)
        return machine.run(frames(samples))
    }
}
