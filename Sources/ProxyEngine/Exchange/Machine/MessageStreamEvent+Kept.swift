import Translation

extension MessageStreamEvent {
    /// About how much of it a message that is put together keeps.
    var keptBytes: Int {
        switch self {
        case .contentBlockDelta(_, .text(let text)), .contentBlockDelta(_, .thinking(let text)),
            .contentBlockDelta(_, .inputJSON(let text)), .contentBlockDelta(_, .signature(let text)):
            return text.escaped.count
        case .contentBlockDelta(_, .citation(let citation)): return citation.bytes.count
        case .passedOn(let event): return event.whole?.count ?? 0
        case .messageStart, .contentBlockStart, .messageDelta:
            // Rare, and of many shapes.
            var bytes: [UInt8] = []
            appendServerSentEvent(to: &bytes)
            return bytes.count
        case .contentBlockStop, .messageStop, .ping, .error: return 0
        }
    }
}
