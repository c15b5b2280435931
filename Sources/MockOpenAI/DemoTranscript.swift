import Translation

/// The conversation as the demonstration's client keeps it: the messages, and the calls without results.
struct DemoTranscript {
    let thread: DemoThread
    /// Tools in addition to the usual ones.
    var connected: DemoTool?
    /// Each a JSON object: a message.
    private var messages: [RawJSON] = []
    private var waitingCalls: [String] = []

    init(_ thread: DemoThread) {
        self.thread = thread
    }

    mutating func say(_ text: String) {
        append("user") { json in
            json.object { json in
                json.member("type", literal: "text")
                json.member("text", text)
                json.object("cache_control") { $0.member("type", literal: "ephemeral") }
            }
        }
    }

    mutating func answerCalls(_ results: [String]) {
        let calls = waitingCalls
        waitingCalls = []
        append("user") { json in
            for (index, call) in calls.enumerated() {
                json.object { json in
                    json.member("type", literal: "tool_result")
                    json.member("tool_use_id", call)
                    json.member("content", results.isEmpty ? "" : results[min(index, results.count - 1)])
                }
            }
        }
    }

    /// Adds an answer, assembled from its stream.
    mutating func take(_ events: [ServerSentEvent]) {
        var blocks: [(start: JSONValue, text: [JSONText], signature: JSONText?)] = []
        for event in events {
            guard let root = try? JSONDocument(event.data).root else { continue }
            if let block = root["content_block"] {
                blocks.append((block, [], nil))
            } else if let delta = root["delta"], !blocks.isEmpty {
                let piece = delta["text"]?.text ?? delta["thinking"]?.text ?? delta["partial_json"]?.text
                if let piece { blocks[blocks.count - 1].text.append(piece) }
                if let signature = delta["signature"]?.text { blocks[blocks.count - 1].signature = signature }
            }
        }
        guard !blocks.isEmpty else { return }
        waitingCalls = blocks.compactMap {
            $0.start["type"]?.equals("tool_use") ?? false ? $0.start["id"]?.string : nil
        }
        append("assistant") { json in
            for block in blocks {
                json.object { json in
                    switch block.start["type"]?.string {
                    case "thinking":
                        json.member("type", literal: "thinking")
                        json.key("thinking")
                        json.string(joining: block.text, separator: "")
                        json.member("signature", block.signature ?? "")
                    case "tool_use":
                        json.member("type", literal: "tool_use")
                        json.member("id", ifPresent: block.start["id"])
                        json.member("name", ifPresent: block.start["name"])
                        let input = try? JSONDocument(block.text.map(\.string).joined()).root.raw
                        json.member("input", input ?? .emptyObject)
                    default:
                        json.member("type", literal: "text")
                        json.key("text")
                        json.string(joining: block.text, separator: "")
                    }
                }
            }
        }
    }

    var request: [UInt8] { body(isCounting: false) }
    var countingRequest: [UInt8] { body(isCounting: true) }

    private func body(isCounting: Bool) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("model", thread.model)
            if !isCounting {
                json.member("max_tokens", 32_000)
                json.member("stream", true)
                json.object("metadata") { $0.member("user_id", #"{"session_id":"\#(thread.session)"}"#) }
                json.object("context_management") { $0.array("edits") { _ in } }
                json.object("output_config") { $0.member("effort", literal: "medium") }
            }
            json.object("thinking") { $0.member("type", literal: "adaptive") }
            json.array("system") { json in
                for text in [
                    "x-anthropic-billing-header: cc_version=demo;",
                    "You mend programs. Be brief.\n" + DemoFiles.guidelines,
                ] {
                    json.object { json in
                        json.member("type", literal: "text")
                        json.member("text", text)
                    }
                }
            }
            json.array("messages") { json in
                for message in messages { json.value(message) }
            }
            json.array("tools") { json in
                for tool in DemoTool.standard { tool.write(to: &json) }
                connected?.write(to: &json)
            }
        }
        return json.bytes
    }

    private mutating func append(_ role: String, _ content: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object { json in
            json.member("role", role)
            json.array("content", content)
        }
        messages.append(RawJSON(bytes: json.bytes[...]))
    }
}
