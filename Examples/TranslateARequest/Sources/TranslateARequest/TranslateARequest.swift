import Translation

/// Translates a request of Anthropic's API into one of OpenAI's, and OpenAI's stream into Anthropic's events. Returns both
/// as text.
public func translateARequest() throws -> String {
    let request = try MessagesRequest(
        JSONDocument(
            Array(
                #"""
                {"model": "claude-opus-4-5", "max_tokens": 1000, "stream": true, "top_k": 5,
                 "messages": [{"role": "user", "content": "Say hello."}]}
                """#.utf8
            )
        )
    )
    let target = TranslationTarget(model: "gpt-5.2", profile: ModelCatalog.bundled.profile(for: "gpt-5.2"))
    let dialect = Dialects.named(.responses)
    let translated = try dialect.translate(request, for: target)

    var output = "POST \(translated.path)\n\(String(decoding: translated.body, as: UTF8.self))\n"
    for note in translated.notes {
        output += "\(note.kind.rawValue) \(note.source?.description ?? "") \(note.sentence)\n"
    }

    let answer = #"""
        event: response.created
        data: {"type":"response.created","response":{"id":"resp_1","model":"gpt-5.2","output":[]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message","role":"assistant","content":[]}}

        event: response.content_part.added
        data: {"type":"response.content_part.added","item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hello."}

        event: response.completed
        data: {"type":"response.completed","response":{"id":"resp_1","model":"gpt-5.2","status":"completed","output":[{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hello.","annotations":[]}]}],"usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":0},"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":14}}}


        """#

    var decoder = ServerSentEventDecoder()
    var received: [ServerSentEvent] = []
    try decoder.feed(Array(answer.utf8), into: &received)

    var machine = dialect.makeStreamMachine(translated.reply)
    var events: [MessageStreamEvent] = []
    for event in received { machine.receive(event, into: &events) }
    if !machine.hasEnded { machine.finish(into: &events) }

    var stream: [UInt8] = []
    for event in events { event.appendServerSentEvent(to: &stream) }
    return output + String(decoding: stream, as: UTF8.self)
}
