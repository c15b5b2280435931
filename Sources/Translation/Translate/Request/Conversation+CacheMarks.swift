// Marks for the cache that stay where they were set (see ``CacheMark``).
extension Conversation {
    /// Adds the request's other marks to those of its blocks, and keeps them all.
    mutating func placeCacheMarks(
        _ request: MessagesRequest,
        tools: JSONValue?,
        _ target: TranslationTarget,
        _ traits: DialectTraits,
        notes: inout [TranslationNote]
    ) {
        if let tools {
            if !markInstructions(CacheMark(tools), PendingNote(.lossy, from: tools.place, .cacheMarkOfToolsMoved)) {
                notes.drop(tools, .cacheMarkOfToolsDropped)
            }
        }
        if let control = request.cacheControl {
            let mark = CacheMark(control)
            if !markEnd(mark, mark.pendingNote(from: control, target, traits)) {
                notes.drop(control, .cacheMarkOfEndDropped)
            }
        }
        let kept = keepCacheMarks()
        guard kept > 0 else { return }
        notes.append(TranslationNote(.add, to: CacheMark.anyPlace, .cacheMarksRepeated, .count(kept)))
    }

    /// Marks the end of every turn of the user's before the last mark; returns how many marks that has added.
    mutating func keepCacheMarks() -> Int {
        guard let last = turns.lastIndex(where: { $0.cacheMark != nil }), let mark = turns[last].cacheMark else {
            return 0
        }
        var added = 0
        // The turn before an assistant's turn was the end of an earlier request.
        for index in turns.indices.prefix(last) where turns[index + 1].isAssistant {
            if turns[index].markEnd(mark) { added += 1 }
        }
        return added
    }

    /// Marks the end of the conversation. OpenAI's own breakpoint marks it only while it is the end.
    mutating func markEnd(_ mark: CacheMark, _ pendingNote: PendingNote) -> Bool {
        guard let last = turns.lastIndex(where: { !$0.isAssistant }) else { return false }
        return turns[last].markEnd(mark, pendingNote)
    }

    /// Marks the end of the system prompt, which follows the tools.
    mutating func markInstructions(_ mark: CacheMark, _ pendingNote: PendingNote) -> Bool {
        guard let last = instructions.indices.last else { return false }
        // A mark in it is behind the tools too.
        let place = instructions.firstIndex { $0.cacheMark != nil } ?? last
        instructions[place].mark(instructions[place].cacheMark ?? mark, pendingNote)
        return true
    }
}

extension Conversation.Turn {
    fileprivate var isAssistant: Bool {
        if case .assistant = self { true } else { false }
    }

    /// The last mark in it.
    fileprivate var cacheMark: CacheMark? {
        switch self {
        case .user(let parts): parts.lastMark
        case .assistant(let parts): parts.lastMark
        case .instructions(let parts): parts.lastMark
        case .results(let results): results.last { $0.content.content.lastMark != nil }?.content.content.lastMark
        }
    }

    /// Marks the last part that can carry a mark, unless it has one; false if nothing was marked.
    fileprivate mutating func markEnd(_ mark: CacheMark, _ pendingNote: PendingNote? = nil) -> Bool {
        switch self {
        case .assistant:
            return false
        case .user(var parts):
            guard parts.markLast(mark, pendingNote) else { return false }
            self = .user(parts)
        case .instructions(var parts):
            guard parts.markLast(mark, pendingNote) else { return false }
            self = .instructions(parts)
        case .results(var results):
            // A result without content is an empty string, which cannot carry a mark.
            guard let last = results.lastIndex(where: { $0.content.canCarryMark }),
                results[last].content.content.markLast(mark, pendingNote)
            else { return false }
            self = .results(results)
        }
        return true
    }
}

extension ToolResult {
    fileprivate var canCarryMark: Bool {
        guard let last = content.last else { return false }
        return last.content.text?.isEmpty != true
    }
}

/// The interface of a turn's parts for marks.
private protocol CacheMarked {
    var cacheMark: CacheMark? { get }
    mutating func mark(_ mark: CacheMark, _ pendingNote: PendingNote?)
}

extension RequestPart: CacheMarked {}

extension Array where Element: CacheMarked {
    fileprivate var lastMark: CacheMark? { last { $0.cacheMark != nil }?.cacheMark }

    fileprivate mutating func markLast(_ mark: CacheMark, _ pendingNote: PendingNote?) -> Bool {
        guard let place = indices.last, self[place].cacheMark == nil else { return false }
        self[place].mark(mark, pendingNote)
        return true
    }
}
