/// An answer of the Messages API as it was streamed, read with no help from the program that wrote it.
package struct StreamedAnswer: Sendable {
    package struct Event: Sendable {
        package var name: String
        package var data: JSON
    }

    /// A line that is not a server-sent event, or an event whose data is not JSON.
    package struct Malformed: Error, CustomStringConvertible {
        package var description: String
    }

    package let events: [Event]

    package init(parsing text: String) throws {
        guard text.isEmpty || text.hasSuffix("\n\n") else { throw Malformed(description: "cut: \(text.suffix(80))") }
        events = try text.components(endingWith: "\n\n").map { frame in
            let lines = frame.split(separator: "\n")
            guard lines.count == 2, lines[0].hasPrefix("event: "), lines[1].hasPrefix("data: ") else {
                throw Malformed(description: "not an event: \(frame)")
            }
            let data = try JSON(parsing: String(lines[1].dropFirst("data: ".count)))
            return Event(name: String(lines[0].dropFirst("event: ".count)), data: data)
        }
    }

    package var names: [String] { events.map(\.name) }

    /// The names without pings, and runs of the same name as one.
    package var outline: [String] {
        names.filter { $0 != "ping" }.reduce(into: []) { outline, name in
            if outline.last != name { outline.append(name) }
        }
    }

    package var pings: Int { names.count { $0 == "ping" } }

    /// The text of all text blocks.
    package var text: String { deltas("text_delta", "text") }

    /// The input of all tools, one after the other.
    package var toolInput: String { deltas("input_json_delta", "partial_json") }

    package var stopReason: String? {
        events.last { $0.name == "message_delta" }?.data["delta"]?["stop_reason"]?.string
    }

    /// The type and message of the error that ended it.
    package var error: (type: String, message: String)? {
        guard let error = events.last, error.name == "error", let type = error.data["error"]?["type"]?.string,
            let message = error.data["error"]?["message"]?.string
        else { return nil }
        return (type, message)
    }

    /// Whether it was said to be complete.
    package var isWhole: Bool { names.last == "message_stop" }

    /// What is wrong with the order of the events, nil where nothing is.
    package var violation: String? {
        var open: Int?
        var blocks = 0
        for (place, event) in events.enumerated() {
            let isFirst = place == 0
            guard event.data["type"]?.string == event.name else { return "\(place): the type is not \(event.name)" }
            let index = event.data["index"]?.int
            switch event.name {
            case "message_start":
                guard isFirst else { return "\(place): a second message_start" }
            case "ping":
                guard !isFirst else { return "ping before message_start" }
            case "content_block_start":
                guard open == nil, index == blocks, !isFirst else { return "\(place): block \(index ?? -1) starts" }
                open = index
                blocks += 1
            case "content_block_delta":
                guard open != nil, index == open else { return "\(place): a delta for \(index ?? -1)" }
            case "content_block_stop":
                guard open != nil, index == open else { return "\(place): block \(index ?? -1) stops" }
                open = nil
            case "message_delta":
                guard open == nil, !isFirst else { return "\(place): message_delta with a block open" }
            case "message_stop":
                guard place == events.count - 1, names[place - 1] == "message_delta" else {
                    return "\(place): message_stop is not last, or not after message_delta"
                }
            case "error":
                guard place == events.count - 1 else { return "\(place): something follows the error" }
            default:
                return "\(place): \(event.name) is unknown"
            }
        }
        return isWhole || error != nil ? nil : "the end is missing"
    }

    private func deltas(_ type: String, _ key: String) -> String {
        events.compactMap { $0.data["delta"] }
            .filter { $0["type"]?.string == type }
            .map { $0[key]?.string ?? "" }
            .joined()
    }
}

extension String {
    /// What stands before each `end`.
    fileprivate func components(endingWith end: String) -> [Substring] {
        var components: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: end) {
            components.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return components
    }
}
