import TranslationTestSupport

@testable import Translation

/// Damages an upstream's answer: events lost, doubled, swapped and made up, values of other types, bytes turned.
struct UpstreamNoise {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func disturbing(_ frames: [ServerSentEvent]) -> [ServerSentEvent] {
        var frames = frames
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !frames.isEmpty {
            let position = Int.random(in: 0..<frames.count, using: &generator)
            let other = Int.random(in: 0..<frames.count, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: frames.remove(at: position)
            case 1: frames.insert(frames[position], at: other)
            case 2: frames.swapAt(position, other)
            case 3:
                frames.insert(unknownEvents[Int.random(in: 0..<unknownEvents.count, using: &generator)], at: position)
            default: frames[position].data = disturbing(frames[position].data)
            }
        }
        return frames
    }

    /// Mostly JSON still, with another value in one place.
    mutating func disturbing(_ json: [UInt8]) -> [UInt8] {
        guard !json.isEmpty else { return json }
        guard let document = try? JSONDocument(json), Int.random(in: 0..<10, using: &generator) > 0 else {
            var bytes = json
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            return bytes
        }
        let index = Int.random(in: 0..<document.nodes.count, using: &generator)
        let place = JSONValue(document: document, index: index).raw.bytes
        let isKey = place.endIndex < json.count && json[place.endIndex] == UInt8(ascii: ":")
        let replacement = isKey ? "\"renamed\"" : values[Int.random(in: 0..<values.count, using: &generator)]
        return Array(json[..<place.startIndex]) + Array(replacement.utf8) + Array(json[place.endIndex...])
    }

    private let values = [
        "null", "true", "0", "1", "-1", "2", "63", "64", "9223372036854775807", "-9223372036854775808", "1e400", "0.5",
        "\"\"", "\"x\"", "\"\\ud83d\"", "\"\\u0000\"", "\"{\"", "\"completed\"", "\"incomplete\"", "\"failed\"",
        "\"error\"", "\"reasoning\"", "\"function_call\"", "\"message\"", "\"response.output_item.done\"",
        "\"response.output_text.delta\"", "\"response.function_call_arguments.delta\"", "\"response.completed\"",
        "\"tool_calls\"", "\"length\"", "[]", "{}", "[null]", "[[]]", "{\"type\":{}}", "[{\"text\":\"t\"}]",
        "{\"message\":7}",
    ]

    private let unknownEvents = [
        ServerSentEvent(data: "not JSON"), ServerSentEvent(data: "[]"), ServerSentEvent(data: "{}"),
        ServerSentEvent(data: ""), ServerSentEvent(data: "[DONE]"), ServerSentEvent(name: "error", data: "{}"),
        ServerSentEvent(data: #"{"error":null}"#), ServerSentEvent(data: #"{"error":{}}"#),
        ServerSentEvent(data: #"{"error":[]}"#), ServerSentEvent(data: #"{"type":"error"}"#),
        ServerSentEvent(data: #"{"type":"response.completed"}"#),
        ServerSentEvent(data: #"{"type":"response.incomplete","response":{"output":[{}]}}"#),
        ServerSentEvent(data: #"{"type":"response.output_item.done","output_index":3,"item":{"type":"reasoning"}}"#),
        ServerSentEvent(data: #"{"type":"response.output_item.done","item":{"type":"message","content":[{}]}}"#),
        ServerSentEvent(data: #"{"type":"response.function_call_arguments.delta","output_index":7,"delta":"{"}"#),
        ServerSentEvent(data: #"{"type":"response.output_text.delta","delta":"stray"}"#),
        ServerSentEvent(data: #"{"choices":[{"delta":{"tool_calls":[{"function":{}}]}}]}"#),
        ServerSentEvent(data: #"{"choices":[{"delta":{"tool_calls":[{"index":5,"function":{"arguments":"}"}}]}}]}"#),
        ServerSentEvent(data: #"{"choices":[{"delta":{"content":"stray"}}]}"#),
        ServerSentEvent(data: #"{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#),
    ]
}
