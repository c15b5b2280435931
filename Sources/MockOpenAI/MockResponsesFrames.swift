import Translation

/// An answer as the Responses API streams it.
struct MockResponsesFrames {
    private(set) var frames: [String] = []
    private let request: MockRequest
    private let number: Int
    private let model: String
    private let staysOpen: Bool
    private var sequence = 0
    private var outputIndex = 0
    /// The items as they are when done, for the event that ends the answer.
    private var items: [RawJSON] = []

    init(_ reply: MockReply, to request: MockRequest, number: Int) {
        self.request = request
        self.number = number
        model = reply.model ?? request.model
        staysOpen = reply.staysOpen
        end(with: nil, "response.created", status: "in_progress")
        if let reasoning = reply.reasoning, request.reasons { self.reasoning(reasoning) }
        if let text = reply.text { message(text) }
        if reply.staysOpen { return }
        for (index, call) in reply.calls.enumerated() { function(call, index) }
        end(with: reply, "response.completed", status: "completed")
    }

    private mutating func reasoning(_ text: String) {
        let id = "rs_mock\(number)"
        item("added") { json in
            json.member("id", id)
            json.member("type", literal: "reasoning")
            json.array("summary") { _ in }
        }
        for piece in MockFrames.pieces(text) {
            delta("response.reasoning_summary_text.delta", id) { json in
                json.member("summary_index", 0)
                json.member("delta", piece)
            }
        }
        item("done") { json in
            json.member("id", id)
            json.member("type", literal: "reasoning")
            json.array("summary") { json in
                json.object { json in
                    json.member("type", literal: "summary_text")
                    json.member("text", text)
                }
            }
            json.member("encrypted_content", "sealed by the mock: \(id)")
        }
    }

    private mutating func message(_ text: String) {
        let id = "msg_mock\(number)"
        func body(_ json: inout JSONWriter, _ status: String, _ content: String?) {
            json.member("id", id)
            json.member("type", literal: "message")
            json.member("status", status)
            json.member("role", literal: "assistant")
            json.array("content") { json in
                guard let content else { return }
                json.object { json in
                    json.member("type", literal: "output_text")
                    json.member("text", content)
                    json.array("annotations") { _ in }
                }
            }
        }
        item("added") { body(&$0, "in_progress", nil) }
        for piece in MockFrames.pieces(text) {
            delta("response.output_text.delta", id) { json in
                json.member("content_index", 0)
                json.member("delta", piece)
            }
        }
        if staysOpen { return }
        item("done") { body(&$0, "completed", text) }
    }

    private mutating func function(_ call: MockReply.Call, _ index: Int) {
        let id = "fc_mock\(number)x\(index)"
        let callID = "call_mock\(number)x\(index)"
        func body(_ json: inout JSONWriter, _ status: String, _ arguments: String) {
            json.member("id", id)
            json.member("type", literal: "function_call")
            json.member("status", status)
            json.member("call_id", callID)
            json.member("name", call.name)
            json.member("arguments", arguments)
        }
        item("added") { body(&$0, "in_progress", "") }
        for piece in MockFrames.pieces(call.arguments) {
            delta("response.function_call_arguments.delta", id) { $0.member("delta", piece) }
        }
        item("done") { body(&$0, "completed", call.arguments) }
    }

    // MARK: Events

    private mutating func item(_ step: String, _ write: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(write)
        let item = RawJSON(bytes: json.bytes[...])
        let index = outputIndex
        event("response.output_item.\(step)") { json in
            json.member("output_index", index)
            json.member("item", item)
        }
        if step == "done" {
            items.append(item)
            outputIndex += 1
        }
    }

    private mutating func delta(_ type: String, _ itemID: String, _ write: (inout JSONWriter) -> Void) {
        let index = outputIndex
        event(type) { json in
            json.member("item_id", itemID)
            json.member("output_index", index)
            write(&json)
        }
    }

    private mutating func event(_ type: String, _ write: (inout JSONWriter) -> Void) {
        let number = sequence
        let frame = MockFrames.frame(type) { json in
            json.member("type", type)
            json.member("sequence_number", number)
            write(&json)
        }
        frames.append(frame)
        sequence += 1
    }

    private mutating func end(with reply: MockReply?, _ type: String, status: String) {
        let writer = self
        event(type) { writer.response(status, reply, &$0) }
    }

    private func response(_ status: String, _ reply: MockReply?, _ json: inout JSONWriter) {
        json.object("response") { json in
            json.member("id", "resp_mock\(number)")
            json.member("object", literal: "response")
            json.member("status", status)
            json.member("model", model)
            json.array("output") { json in
                for item in items { json.value(item) }
            }
            guard let reply else { return }
            let input = request.byteCount / 4
            let reasoning = MockFrames.tokens(reply.reasoning)
            let calls = reply.calls.reduce(0) { $0 + MockFrames.tokens($1.arguments) }
            let output = MockFrames.tokens(reply.text) + calls + reasoning
            json.object("usage") { json in
                json.member("input_tokens", input)
                json.object("input_tokens_details") {
                    $0.member("cached_tokens", Int(Double(input) * reply.cachedShare))
                }
                json.member("output_tokens", output)
                json.object("output_tokens_details") { $0.member("reasoning_tokens", reasoning) }
                json.member("total_tokens", input + output)
            }
        }
    }
}
