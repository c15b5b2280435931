import Translation

/// A request of the size and shape that Claude Code sends, made up from a seed.
struct SampleRequest {
    let bytes: [UInt8]

    /// Twelve tools and a system prompt come first; turns of text, calls and results fill it up to `size` bytes.
    init(size: Int, seed: UInt64 = 69) {
        var words = Words(seed: seed)
        var json = JSONWriter(reservingCapacity: size + 4096)
        json.object { json in
            json.member("model", "claude-opus-5-5")
            json.member("max_tokens", 32_000)
            json.member("stream", true)
            json.object("thinking") { $0.member("type", "adaptive") }
            json.object("output_config") { $0.member("effort", "medium") }
            json.object("metadata") { $0.member("user_id", #"{"session_id":"5e55107d-0000-4000-8000-000000000001"}"#) }
            json.array("system") { json in
                Self.text("x-anthropic-billing-header: cc_version=2.1.330;", to: &json)
                Self.text(words.prose(9_000), to: &json)
            }
            json.array("tools") { json in
                for index in 0..<12 { Self.tool(index, &words, to: &json) }
            }
            json.array("messages") { json in
                Self.message("user", to: &json) { Self.text(words.prose(400), to: &$0) }
                var index = 0
                while json.bytes.count < size - 3_000 {
                    Self.turn(index, &words, room: size - json.bytes.count, to: &json)
                    index += 1
                }
                Self.message("user", to: &json) { Self.text(words.prose(200), to: &$0) }
            }
        }
        bytes = json.bytes
    }

    private static func turn(_ index: Int, _ words: inout Words, room: Int, to json: inout JSONWriter) {
        let prose = words.prose(300)
        let code = words.code(min(6_000, max(500, room - 3_500)))
        message("assistant", to: &json) { json in
            text(prose, to: &json)
            json.object { json in
                json.member("type", "tool_use")
                json.member("id", "toolu_\(index)")
                json.member("name", "Tool\(index % 12)")
                json.object("input") { json in
                    json.member("file_path", "Sources/File\(index).swift")
                    json.member("limit", 200)
                }
            }
        }
        message("user", to: &json) { json in
            json.object { json in
                json.member("type", "tool_result")
                json.member("tool_use_id", "toolu_\(index)")
                json.member("content", code)
            }
        }
    }

    private static func tool(_ index: Int, _ words: inout Words, to json: inout JSONWriter) {
        let description = words.prose(2_400)
        let descriptions = (0..<6).map { _ in words.prose(90) }
        json.object { json in
            json.member("name", "Tool\(index)")
            json.member("description", description)
            json.object("input_schema") { json in
                json.member("$schema", "http://json-schema.org/draft-07/schema#")
                json.member("type", "object")
                json.object("properties") { json in
                    for (number, text) in descriptions.enumerated() {
                        json.key(text: JSONText("parameter\(number)"))
                        json.object { json in
                            json.member("type", "string")
                            json.member("description", text)
                        }
                    }
                }
                json.array("required") { $0.value("parameter0") }
                json.member("additionalProperties", false)
            }
        }
    }

    private static func message(_ role: String, to json: inout JSONWriter, _ content: (inout JSONWriter) -> Void) {
        json.object { json in
            json.member("role", role)
            json.array("content", content)
        }
    }

    private static func text(_ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", "text")
            json.member("text", text)
        }
    }
}

/// Prose and code from a fixed generator, so that every run measures the same bytes.
private struct Words {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    private mutating func next() -> UInt64 {
        // SplitMix64
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func prose(_ length: Int) -> String {
        var text = ""
        while text.utf8.count < length {
            text += Self.vocabulary[Int(next() % UInt64(Self.vocabulary.count))]
            text += next() % 14 == 0 ? ".\n" : " "
        }
        return text
    }

    /// Lines with indentation, quotes and the odd character that is not ASCII.
    mutating func code(_ length: Int) -> String {
        var text = ""
        while text.utf8.count < length {
            text += "    let \(Self.vocabulary[Int(next() % UInt64(Self.vocabulary.count))]) = \"\(next() % 1000)\"\n"
            if next() % 40 == 0 { text += "    // größer als – 你好\n" }
        }
        return text
    }

    private static let vocabulary = [
        "the", "file", "reads", "writes", "when", "command", "returns", "path", "value", "must", "never", "absolute",
        "output", "limit", "pattern", "matches", "user", "before", "after", "directory", "content", "line", "result",
    ]
}
