/// Builds a ``Conversation`` from messages.
///
/// Theory of operation: the messages form sections, each an assistant's turn with everything up to the next one. Within a
/// section, results are matched to calls by id. When the section is closed, calls without a result get one, and the rest
/// follows in its own order. Sections are independent, so a growing conversation keeps its beginning.
struct ConversationBuilder {
    let target: TranslationTarget
    let traits: DialectTraits
    let names: ToolNames
    var notes: [TranslationNote] = []
    /// Whether any block has a cache mark.
    var hasCacheControl = false

    private var turns: [Conversation.Turn] = []
    /// The current section.
    private var assistant: [RequestPart<AssistantContent>] = []
    private var calls = OpenCalls()
    private var following: [Conversation.Turn] = []

    init(target: TranslationTarget, traits: DialectTraits, names: ToolNames) {
        self.target = target
        self.traits = traits
        self.names = names
    }

    mutating func build(_ request: MessagesRequest) throws(InvalidRequest) -> Conversation {
        let instructions = systemPrompt(request.system)
        for message in request.messages {
            noteEmptiness(of: message)
            switch message.role {
            case .user: try addUser(message)
            case .assistant: addAssistant(message)
            case .system: addInstructions(message)
            }
        }
        closeSection()
        guard let last = turns.last else {
            throw InvalidRequest(path: ["messages"], problem: "nothing is left to send: every message is empty")
        }
        if case .assistant = last, let message = request.messages.last {
            notes.append(TranslationNote(.lossy, from: message.source.place.appending("role"), .prefillUnsupported))
        }
        return Conversation(instructions: instructions, turns: turns)
    }

    // MARK: Roles

    private mutating func addUser(_ message: InputMessage) throws(InvalidRequest) {
        var parts: [RequestPart<UserContent>] = []
        for block in message.content {
            guard case .toolResult(let result) = block.kind else {
                try append(block, to: &parts)
                mark(&parts, for: block)
                continue
            }
            var content = try content(of: result, in: block)
            mark(&content, for: block)
            let hasSomethingBefore = !parts.isEmpty || !following.isEmpty
            if let unmatched = calls.answer(result.toolUseID, with: content, block, after: hasSomethingBefore) {
                parts.append(
                    RequestPart(.text(unmatched.label), source: block.source, pendingNotes: [unmatched.pendingNote])
                )
                // Blank text is data in a result, and empty in a user's message.
                for part in content {
                    if dropsBlank(part.content.text, part.source) {
                        parts[parts.count - 1].takeMark(of: part)
                    } else {
                        parts.append(part)
                    }
                }
            }
        }
        guard !parts.isEmpty else { return }
        if case .user = following.last {
            parts[0].pendingNotes.append(Self.joined(message))
        }
        Self.append(.user(parts), to: &following)
    }

    private mutating func addAssistant(_ message: InputMessage) {
        if !following.isEmpty || calls.hasResults { closeSection() }
        let isJoined = !assistant.isEmpty
        let start = assistant.count
        let serverResults = ServerToolText.Results(in: message)
        for block in message.content {
            defer { markAssistant(for: block) }
            switch block.kind {
            case .toolUse(let call):
                if calls.open(call, block.source) {
                    assistant.append(RequestPart(.call(call), source: block.source))
                } else {
                    notes.drop(block.source, .duplicateCallID)
                }
            case .compaction(let text):
                addCompaction(text, block)
            case .text, .thinking, .redactedThinking, .serverToolUse, .serverToolResult, .toolReference, .image,
                .document, .searchResult, .toolResult, .toolChange, .unrecognized:
                if let part = assistantPart(block, serverResults) { assistant.append(part) }
            }
        }
        if isJoined, assistant.indices.contains(start) { assistant[start].pendingNotes.append(Self.joined(message)) }
    }

    /// OpenAI's output items cannot carry a mark, so it moves to the turn before (see ``CacheMark``).
    private mutating func markAssistant(for block: InputContentBlock) {
        guard let control = block.cacheControl else { return }
        hasCacheControl = true
        guard target.takesCacheMarks else { return }
        guard let last = assistant.indices.last else {
            notes.drop(control, .cacheMarkWithoutPlace)
            return
        }
        assistant[last].cacheMark = CacheMark(control)
        assistant[last].pendingNotes.append(PendingNote(.lossy, from: control.place, .cacheMarkOfAnswerMoved))
    }

    private mutating func addInstructions(_ message: InputMessage) {
        let parts = instructionParts(message.content)
        if !parts.isEmpty { following.append(.instructions(parts)) }
    }

    /// A summary is input for the model, not its own text.
    private mutating func addCompaction(_ text: JSONText, _ block: InputContentBlock) {
        guard !dropsBlank(text, block.source) else { return }
        let part = Self.compaction(text, block)
        if calls.isEmpty {
            closeSection()
            Self.append(.user([part]), to: &turns)
        } else {
            Self.append(.user([part]), to: &following)
        }
    }

    // MARK: Sections

    private mutating func closeSection() {
        while let last = assistant.last, case .reasoning = last.content {
            notes.drop(last.source, .reasoningAtTurnEnd)
            assistant.removeLast()
        }
        if !assistant.isEmpty { Self.append(.assistant(assistant), to: &turns) }
        if !calls.isEmpty { turns.append(.results(calls.results())) }
        for turn in following { Self.append(turn, to: &turns) }
        assistant = []
        following = []
        calls = OpenCalls()
    }

    /// Appends a turn; two consecutive user turns are merged.
    private static func append(_ turn: Conversation.Turn, to turns: inout [Conversation.Turn]) {
        guard case .user(let added) = turn, case .user = turns.last, case .user(var parts)? = turns.popLast() else {
            turns.append(turn)
            return
        }
        parts += added
        turns.append(.user(parts))
    }

    private static func joined(_ message: InputMessage) -> PendingNote {
        PendingNote(.map, from: message.source.place, .messagesJoined, .role(message.role.rawValue))
    }

    private mutating func noteEmptiness(of message: InputMessage) {
        // The effort's note covers a message that only sets the effort.
        guard message.content.isEmpty, message.effort == nil else { return }
        notes.drop(message.source, .emptyMessage)
    }
}
