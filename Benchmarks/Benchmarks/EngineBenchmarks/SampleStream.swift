/// An upstream's streamed answer of many short text events, as bytes.
enum SampleStream {
    static func responses(events: Int) -> [UInt8] {
        var text = """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"gpt-5.2"}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message","content":[]}}


            """
        for index in 0..<events {
            text += """
                event: response.output_text.delta
                data: {"type":"response.output_text.delta","sequence_number":\(index + 2),"item_id":"msg_1",\
                "output_index":0,"content_index":0,"delta":" word\(index)","logprobs":[],"obfuscation":""}


                """
        }
        text += """
            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":0,"item":{"id":"msg_1","type":"message",\
            "content":[]}}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"resp_1","model":"gpt-5.2","status":"completed",\
            "output":[],"usage":{"input_tokens":10,"output_tokens":\(events)}}}


            """
        return Array(text.utf8)
    }

    static func chat(events: Int) -> [UInt8] {
        let head = #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4.1","#
        var text = ""
        for index in 0..<events {
            text += head
            text +=
                #""choices":[{"index":0,"delta":{"content":" word\#(index)"},"logprobs":null,"finish_reason":null}]}"#
            text += "\n\n"
        }
        text += head + #""choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
        text += head + #""choices":[],"usage":{"prompt_tokens":10,"completion_tokens":\#(events)}}"# + "\n\n"
        return Array((text + "data: [DONE]\n\n").utf8)
    }
}
