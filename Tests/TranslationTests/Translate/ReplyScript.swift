import TranslationTestSupport

@testable import Translation

/// Events as short lines, so that a test reads like the stream it is about.
///
///     start · 0 text · 0 "Hel" · 0 "lo" · 0 . · end_turn · stop
extension MessageStreamEvent {
    var line: String {
        switch self {
        case .messageStart: "start"
        case .contentBlockStart(let index, let block): "\(index) \(block.line)"
        case .contentBlockDelta(let index, .text(let text)): "\(index) \"\(text.string)\""
        case .contentBlockDelta(let index, .thinking(let text)): "\(index) ~\(text.string)~"
        case .contentBlockDelta(let index, .signature(let signature)): "\(index) #\(signature.string.prefix(10))"
        case .contentBlockDelta(let index, .inputJSON(let piece)): "\(index) \(piece.string)"
        case .contentBlockDelta(let index, .citation(let citation)): "\(index) cites \(citation.text)"
        case .contentBlockStop(let index): "\(index) ."
        case .messageDelta(let reason, let sequence, _, _): reason.rawValue + (sequence.map { " \($0.string)" } ?? "")
        case .messageStop: "stop"
        case .ping: "ping"
        case .passedOn(let event): event.name
        case .error(let error): "error \(error.status) \(error.message)"
        }
    }
}

extension ContentBlock {
    fileprivate var line: String {
        switch self {
        case .text, .citedText: "text"
        case .thinking: "thinking"
        case .redactedThinking: "redacted_thinking"
        case .toolUse(let id, let name, _): "\(name.string) \(id.string)"
        case .serverToolUse(_, let name, _): "server \(name.string)"
        case .webSearchToolResult(_, let content): "results \(content.text)"
        }
    }
}

extension [MessageStreamEvent] {
    var script: [String] { map(\.line) }

    /// The lines between `start` and the end.
    var body: [String] { script.filter { !["start", "stop"].contains($0) } }
}

extension ReplyContext {
    /// A context in which nothing is out of the ordinary.
    static func plain(
        stops: [String] = [],
        thinking: ThinkingReply = .summarized,
        toolNames: [String: String] = [:],
        offersWebSearch: Bool = false,
        searchLimits: SearchLimits = SearchLimits()
    ) -> ReplyContext {
        ReplyContext(
            messageID: "msg_0123456789abcdef",
            requestedModel: "claude-sonnet-5",
            upstreamModel: "gpt-5.2",
            toolNames: toolNames,
            emulatedStops: stops,
            thinking: thinking,
            estimatedInputTokens: 100,
            sealScope: "organisation-a",
            offersWebSearch: offersWebSearch,
            searchLimits: searchLimits
        )
    }
}
