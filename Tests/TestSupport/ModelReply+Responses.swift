import TranslationTestSupport

extension ModelReply {
    /// The reply as one `response`.
    func response(_ context: AnswerContext) -> JSON {
        responseObject(context, status: finalStatus, output: outputItems(context).map(\.item))
    }

    /// The reply as the frames of a streamed one.
    func responseFrames(_ context: AnswerContext) -> [StreamFrame] {
        let items = outputItems(context)
        var events: [JSON] = ["response.created", "response.in_progress"].map { type in
            ["type": type, "response": responseObject(context, status: "in_progress", output: [])]
        }
        let sequences = items.enumerated().map { index, item in
            (isToolCall: item.isToolCall, events: item.events(index, pieces))
        }
        if interleavesToolCalls {
            events += sequences.filter { !$0.isToolCall }.flatMap(\.events)
            events += inTurn(sequences.filter(\.isToolCall).map(\.events))
        } else {
            events += sequences.flatMap(\.events)
        }
        events.append(finalEvent(context, output: items.map(\.item)))
        return events.enumerated().map { number, event in
            StreamFrame(event: event["type"]?.string, event.setting("sequence_number", to: .integer(number)))
        }
    }

    private func finalEvent(_ context: AnswerContext, output: [JSON]) -> JSON {
        if case .failed(let code, let message) = mishap {
            let failed = responseObject(context, status: "failed", output: output)
            let error: JSON = ["code": .string(code), "message": .string(message)]
            return ["type": "response.failed", "response": failed.setting("error", to: error)]
        }
        return [
            "type": .string("response.\(finalStatus)"),
            "response": responseObject(context, status: finalStatus, output: output),
        ]
    }

    private var finalStatus: String {
        switch finish {
        case .length, .contentFilter: "incomplete"
        case .stop, nil: "completed"
        }
    }

    private var incompleteDetails: JSON {
        switch finish {
        case .length: ["reason": "max_output_tokens"]
        case .contentFilter: ["reason": "content_filter"]
        case .stop, nil: nil
        }
    }

    private func responseObject(_ context: AnswerContext, status: String, output: [JSON]) -> JSON {
        let asked = context.request.json
        return [
            "id": .string(context.id("resp_")), "object": "response", "created_at": .integer(AnswerContext.created),
            "status": .string(status), "background": false, "error": nil,
            "incomplete_details": status == "incomplete" ? incompleteDetails : nil,
            "instructions": asked["instructions"] ?? nil, "max_output_tokens": asked["max_output_tokens"] ?? nil,
            "model": .string(context.answeringModel), "output": .array(output), "parallel_tool_calls": true,
            "previous_response_id": nil,
            "reasoning": ["effort": asked["reasoning"]?["effort"] ?? nil, "summary": nil],
            "store": asked["store"] ?? true, "temperature": 1.0, "text": ["format": ["type": "text"]],
            "tool_choice": "auto", "tools": [], "top_p": 1.0, "truncation": "disabled",
            "usage": status == "in_progress" ? nil : responseUsage(context), "user": nil, "metadata": [:],
        ]
    }

    private func responseUsage(_ context: AnswerContext) -> JSON {
        let usage = usage(answering: context.request)
        return [
            "input_tokens": .integer(usage.input), "input_tokens_details": ["cached_tokens": .integer(usage.cached)],
            "output_tokens": .integer(usage.output),
            "output_tokens_details": ["reasoning_tokens": .integer(usage.reasoning)],
            "total_tokens": .integer(usage.input + usage.output),
        ]
    }

    private func outputItems(_ context: AnswerContext) -> [ResponseItem] {
        let asked = context.request.json
        let showsSummary = asked["reasoning"]?.present("summary") != nil
        let showsSeal = (asked["include"]?.elements ?? []).contains { $0.string == "reasoning.encrypted_content" }
        let citations = webSearches.flatMap(\.sources).map { source -> JSON in
            [
                "type": "url_citation", "start_index": 0, "end_index": 1, "url": .string(source.url),
                "title": .string(source.title),
            ]
        }
        return parts.enumerated().map { index, part in
            switch part {
            case .reasoning(let text, let sealed):
                let id = context.id("rs_", index)
                return .reasoning(
                    id: id,
                    summary: showsSummary ? text : nil,
                    sealed: showsSeal ? sealed ?? "sealed-\(id)" : nil
                )
            case .text(let text):
                return .message(id: context.id("msg_", index), text: text, citations: citations)
            case .refusal(let refusal):
                return .refusal(id: context.id("msg_", index), refusal)
            case .webSearch(let search):
                return .webSearch(id: context.id("ws_", index), search)
            case .toolCall(let call):
                return .toolCall(id: context.id("fc_", index), callID: context.callID(call, index), call)
            }
        }
    }
}

extension JSON {
    fileprivate func present(_ key: String) -> JSON? {
        self[key].flatMap { $0.isNull ? nil : $0 }
    }
}
