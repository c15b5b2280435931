import Translation

/// An answer as Chat Completions streams it.
struct MockChatFrames {
    private(set) var frames: [String] = []
    private let id: String
    private let model: String

    init(_ reply: MockReply, to request: MockRequest, number: Int) {
        id = "chatcmpl-mock\(number)"
        model = reply.model ?? request.model
        chunk { $0.member("role", literal: "assistant") }
        for piece in MockFrames.pieces(reply.text ?? "") { chunk { $0.member("content", piece) } }
        if reply.staysOpen { return }
        for (index, call) in reply.calls.enumerated() { tool(call, index, number) }
        chunk(finish: reply.calls.isEmpty ? "stop" : "tool_calls") { _ in }
        usage(reply, request)
        frames.append("data: [DONE]\n\n")
    }

    private mutating func tool(_ call: MockReply.Call, _ index: Int, _ number: Int) {
        self.call(index) { json in
            json.member("id", "call_mock\(number)x\(index)")
            json.member("type", literal: "function")
            json.object("function") { json in
                json.member("name", call.name)
                json.member("arguments", literal: "")
            }
        }
        for piece in MockFrames.pieces(call.arguments) {
            self.call(index) { json in json.object("function") { $0.member("arguments", piece) } }
        }
    }

    private mutating func call(_ index: Int, _ write: (inout JSONWriter) -> Void) {
        chunk { json in
            json.array("tool_calls") { json in
                json.object { json in
                    json.member("index", index)
                    write(&json)
                }
            }
        }
    }

    private mutating func chunk(finish: String? = nil, _ delta: (inout JSONWriter) -> Void) {
        frames.append(
            MockFrames.frame(nil) { json in
                head(&json)
                json.array("choices") { json in
                    json.object { json in
                        json.member("index", 0)
                        json.object("delta", delta)
                        if let finish { json.member("finish_reason", finish) } else { json.null("finish_reason") }
                    }
                }
            }
        )
    }

    private mutating func usage(_ reply: MockReply, _ request: MockRequest) {
        let input = request.byteCount / 4
        let output =
            MockFrames.tokens(reply.text) + reply.calls.reduce(0) { $0 + MockFrames.tokens($1.arguments) }
        frames.append(
            MockFrames.frame(nil) { json in
                head(&json)
                json.array("choices") { _ in }
                json.object("usage") { json in
                    json.member("prompt_tokens", input)
                    json.member("completion_tokens", output)
                    json.member("total_tokens", input + output)
                    json.object("prompt_tokens_details") {
                        $0.member("cached_tokens", Int(Double(input) * reply.cachedShare))
                    }
                }
            }
        )
    }

    private func head(_ json: inout JSONWriter) {
        json.member("id", id)
        json.member("object", literal: "chat.completion.chunk")
        json.member("created", 0)
        json.member("model", model)
    }
}
