import TranslationTestSupport

extension ModelReply {
    /// The reply as one `chat.completion`.
    func chatCompletion(_ context: AnswerContext) -> JSON {
        var message: JSON = [
            "role": "assistant", "content": text.map(JSON.string) ?? .null,
            "refusal": refusal.map(JSON.string) ?? .null, "annotations": [],
        ]
        if !toolCalls.isEmpty {
            let calls = toolCalls.enumerated().map { index, call -> JSON in
                [
                    "id": context.callID(call, index), "type": "function",
                    "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
                ]
            }
            message = message.setting("tool_calls", to: .array(calls))
        }
        return [
            "id": .string(context.id("chatcmpl-")), "object": "chat.completion",
            "created": .integer(AnswerContext.created), "model": .string(context.answeringModel),
            "choices": [["index": 0, "message": message, "logprobs": nil, "finish_reason": chatFinishReason]],
            "usage": chatUsage(context), "service_tier": "default", "system_fingerprint": "fp_scripted",
        ]
    }

    /// The reply as the frames of a streamed one.
    func chatFrames(_ context: AnswerContext) -> [StreamFrame] {
        let includesUsage = context.request.json["stream_options"]?["include_usage"]?.bool ?? false

        func chunk(_ choices: JSON, usage: JSON) -> StreamFrame {
            var chunk: JSON = [
                "id": .string(context.id("chatcmpl-")), "object": "chat.completion.chunk",
                "created": .integer(AnswerContext.created), "model": .string(context.answeringModel),
                "service_tier": "default", "system_fingerprint": "fp_scripted", "choices": choices,
            ]
            if includesUsage { chunk = chunk.setting("usage", to: usage) }
            return StreamFrame(chunk.setting("obfuscation", to: "scripted"))
        }
        func chunk(_ delta: JSON, finishReason: JSON = nil) -> StreamFrame {
            chunk(
                [["index": 0, "delta": delta, "logprobs": nil, "finish_reason": finishReason]],
                usage: nil
            )
        }

        let opensWithText = text != nil || toolCalls.isEmpty
        var frames = [chunk(["role": "assistant", "content": opensWithText ? "" : nil, "refusal": nil])]
        frames += text.map(pieces)?.map { chunk(["content": .string($0)]) } ?? []
        frames += refusal.map(pieces)?.map { chunk(["refusal": .string($0)]) } ?? []
        frames += inTurn(toolCalls.enumerated().map { chatDeltas(of: $1, index: $0, context) }).map { chunk($0) }
        frames.append(chunk([:], finishReason: chatFinishReason))
        if includesUsage { frames.append(chunk([], usage: chatUsage(context))) }
        return frames + [.done]
    }

    /// The events of several parallel things: one after the other, or an event of each in turn.
    func inTurn<Event>(_ sequences: [[Event]]) -> [Event] {
        guard interleavesToolCalls else { return sequences.flatMap { $0 } }
        let longest = sequences.map(\.count).max() ?? 0
        return (0..<longest).flatMap { turn in
            sequences.compactMap { $0.indices.contains(turn) ? $0[turn] : nil }
        }
    }

    private func chatDeltas(of call: ToolCall, index: Int, _ context: AnswerContext) -> [JSON] {
        let head: JSON = [
            "index": .integer(index), "id": context.callID(call, index), "type": "function",
            "function": ["name": .string(call.name), "arguments": ""],
        ]
        let rest = pieces(of: call.arguments).map { piece -> JSON in
            ["index": .integer(index), "function": ["arguments": .string(piece)]]
        }
        return ([head] + rest).map { ["tool_calls": [$0]] }
    }

    private var chatFinishReason: JSON {
        if let finish { return .string(finish.rawValue) }
        return toolCalls.isEmpty ? "stop" : "tool_calls"
    }

    private func chatUsage(_ context: AnswerContext) -> JSON {
        let usage = usage(answering: context.request)
        return [
            "prompt_tokens": .integer(usage.input), "completion_tokens": .integer(usage.output),
            "total_tokens": .integer(usage.input + usage.output),
            "prompt_tokens_details": ["cached_tokens": .integer(usage.cached), "audio_tokens": 0],
            "completion_tokens_details": [
                "reasoning_tokens": .integer(usage.reasoning), "audio_tokens": 0,
                "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
            ],
        ]
    }
}
