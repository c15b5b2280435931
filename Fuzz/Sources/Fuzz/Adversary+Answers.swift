import Translation

extension Adversary {
    /// Streams of very many events, and whole answers of very many parts.
    static var answers: [Adversary] {
        [
            stream(.chat, "small deltas", { _ in #"{"choices":[{"delta":{"content":"a"}}]}"# }),
            stream(
                .chat,
                "small deltas, watched",
                { _ in #"{"choices":[{"delta":{"content":"a"}}]}"# },
                stops: longStops
            ),
            stream(
                .chat,
                "text and thinking in turn",
                { #"{"choices":[{"delta":{"\#($0 % 2 == 0 ? "content" : "reasoning")":"a"}}]}"# }
            ),
            stream(.chat, "calls", { chatCall($0, arguments: "{}") }),
            stream(.chat, "calls that never end", { chatCall($0, arguments: "{") }),
            stream(.chat, "names in pieces", { chatName($0) }),
            stream(
                .chat,
                "arguments in pieces",
                {
                    #"{"choices":[{"delta":{"tool_calls":[{"index":0,\#($0 == 0 ? #""id":"c","# : "")"function":{\#($0 == 0 ? #""name":"f","# : "")"arguments":"\#($0 == 0 ? "{" : " ")"}}]}}]}"#
                }
            ),
            stream(.chat, "reasons that are unknown", { #"{"choices":[{"delta":{},"finish_reason":"r\#($0)"}]}"# }),
            stream(
                .responses,
                "small deltas",
                { _ in #"{"type":"response.output_text.delta","output_index":0,"delta":"a"}"# }
            ),
            stream(
                .responses,
                "small deltas, watched",
                { _ in #"{"type":"response.output_text.delta","output_index":0,"delta":"a"}"# },
                stops: longStops
            ),
            stream(
                .responses,
                "items",
                {
                    #"{"type":"response.output_item.done","output_index":\#($0),"item":{"id":"i\#($0)","type":"message","content":[{"text":"a"}]}}"#
                }
            ),
            stream(
                .responses,
                "items that wait",
                { #"{"type":"response.output_text.delta","output_index":\#($0),"delta":"a"}"# }
            ),
            stream(
                .responses,
                "items that wait, backwards",
                { #"{"type":"response.output_text.delta","output_index":\#(1_000_000 - $0),"delta":"a"}"# }
            ),
            stream(
                .responses,
                "deltas that wait",
                { #"{"type":"response.output_text.delta","output_index":\#(min($0, 1)),"delta":"a"}"# }
            ),
            stream(
                .responses,
                "parts",
                { #"{"type":"response.output_text.delta","content_index":\#($0),"delta":"a"}"# }
            ),
            stream(
                .responses,
                "searches",
                {
                    #"{"type":"response.output_item.done","output_index":\#($0),"item":{"type":"web_search_call","action":{"type":"search","query":"q","sources":[{"url":"u\#($0)"}]}}}"#
                }
            ),
            stream(
                .responses,
                "citations",
                {
                    #"{"type":"response.output_text.annotation.added","annotation":{"type":"url_citation","url":"u\#($0)"}}"#
                }
            ),
            whole(
                .responses,
                "items",
                #"{"status":"completed","output":["#,
                { #"{"id":"i\#($0)","type":"message","content":[{"text":"a"}]}"# },
                "]}"
            ),
            whole(
                .responses,
                "calls",
                #"{"status":"completed","output":["#,
                { #"{"type":"function_call","call_id":"c\#($0)","name":"f","arguments":"{}"}"# },
                "]}"
            ),
            whole(
                .responses,
                "searches",
                #"{"status":"completed","output":["#,
                { #"{"type":"web_search_call","action":{"type":"search","query":"q","sources":[{"url":"u\#($0)"}]}}"# },
                "]}"
            ),
            whole(
                .responses,
                "sources of a search",
                #"{"status":"completed","output":[{"type":"web_search_call","action":{"type":"search","query":"q","sources":["#,
                { #"{"url":"u\#($0)"}"# },
                "]}}]}"
            ),
            whole(
                .responses,
                "citations",
                #"{"status":"completed","output":[{"type":"web_search_call","action":{"type":"search","query":"q"}},{"type":"message","content":[{"text":"t","annotations":["#,
                { #"{"type":"url_citation","url":"u\#($0)"}"# },
                "]}]}]}"
            ),
            whole(
                .chat,
                "calls",
                #"{"choices":[{"finish_reason":"stop","message":{"tool_calls":["#,
                { #"{"id":"c\#($0)","function":{"name":"f","arguments":"{}"}}"# },
                "]}}]}"
            ),
            whole(.chat, "choices", #"{"choices":["#, { #"{"index":\#($0),"message":{"content":"a"}}"# }, "]}"),
        ]
    }

    /// Each almost fits at every place.
    private static let longStops = [
        String(repeating: "a", count: 50_000) + "b",
        String(repeating: "a", count: 200) + "b", String(repeating: "a", count: 199) + "c",
    ]

    private static func chatCall(_ place: Int, arguments: String) -> String {
        #"{"choices":[{"delta":{"tool_calls":[{"index":\#(place),"id":"c\#(place)","function":{"name":"f","arguments":"\#(arguments)"}}]}}]}"#
    }

    private static func chatName(_ place: Int) -> String {
        #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"n\#(place)"}}]}}]}"#
    }

    private static func stream(
        _ dialect: DialectName,
        _ name: String,
        _ part: @escaping (Int) -> String,
        stops: [String] = []
    ) -> Adversary {
        Adversary(
            name: "\(dialect.rawValue) stream: \(name)",
            input: { filled("", { "data: \(part($0))\n\n" }, "", "", $0) },
            run: { bytes in
                var decoder = ServerSentEventDecoder()
                var frames: [ServerSentEvent] = []
                guard (try? decoder.feed(bytes, into: &frames)) != nil else { return }
                var machine = Dialects.named(dialect).makeStreamMachine(context(stops))
                var events: [MessageStreamEvent] = []
                for frame in frames { machine.receive(frame, into: &events) }
                machine.finish(into: &events)
                fold(events)
            }
        )
    }

    private static func whole(
        _ dialect: DialectName,
        _ name: String,
        _ begin: String,
        _ part: @escaping (Int) -> String,
        _ end: String
    ) -> Adversary {
        Adversary(
            name: "\(dialect.rawValue) answer: \(name)",
            input: { filled(begin, part, end, ",", $0) },
            run: { bytes in
                guard let document = try? JSONDocument(bytes) else { return print("not JSON: \(name)") }
                var machine = Dialects.named(dialect).makeStreamMachine(context([]))
                var events: [MessageStreamEvent] = []
                machine.receive(whole: document, into: &events)
                fold(events)
            }
        )
    }

    private static func fold(_ events: [MessageStreamEvent]) {
        if case .success(let message) = MessageAssembler.message(of: events) { _ = message.json }
    }

    private static func context(_ stops: [String]) -> ReplyContext {
        ReplyContext(
            messageID: "msg_0123456789abcdef",
            requestedModel: "claude-sonnet-5",
            upstreamModel: "gpt-5.2",
            emulatedStops: stops,
            estimatedInputTokens: 1000,
            offersWebSearch: true
        )
    }
}
