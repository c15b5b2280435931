/// Checks whether each event of an answer is allowed at its place.
///
///     start ──messageStart──▶ between ──messageDelta──▶ closing ──messageStop──▶ ended
///                              │   ▲
///                     blockStart   blockStop
///                              ▼   │
///                              inside ⟲ blockDelta
///
/// Blocks are numbered from 0 in the order they start, one is open at a time, none opens twice, and a delta is of its
/// block's kind. A signature comes once, right before its block stops, because clients overwrite it. `ping` may occur
/// anywhere after `messageStart`, and `error` ends the answer anywhere, also as the only event.
///
/// Clients are this strict: the Python SDK indexes `content` by the numbers it gets and adds deltas without a check.
public struct MessageGrammar: Sendable {
    /// The rule that an event breaks, in words.
    public struct Violation: Error, Equatable, CustomStringConvertible {
        public var description: String
    }

    private enum State: Sendable, Equatable {
        case start
        case between
        case inside(Block)
        case closing
        case ended
    }

    private enum Block: Sendable, Equatable {
        case text
        case thinking(isSigned: Bool)
        case tool(hasInput: Bool)
        /// The start had all of its content.
        case whole
    }

    private var state = State.start
    private var startedBlocks = 0
    private var hasTool = false

    public init() {}

    /// Whether the answer is over, with `messageStop` or `error`.
    public var hasEnded: Bool { state == .ended }

    /// Takes the answer's next event; throws if it is not allowed here.
    public mutating func accept(_ event: MessageStreamEvent) throws(Violation) {
        guard state != .ended else { throw Violation(description: "nothing may follow the end of the answer") }
        switch event {
        case .error:
            state = .ended
        case .ping:
            guard state != .start else { throw Violation(description: "ping before message_start") }
        case .passedOn(let event):
            try pass(event)
        case .messageStart(let message):
            try start(message)
        case .contentBlockStart(let index, let block):
            try start(block, at: index)
        case .contentBlockDelta(let index, let delta):
            try add(delta, at: index)
        case .contentBlockStop(let index):
            try stop(at: index)
        case .messageDelta(let reason, let stopSequence, let usage, let refusal):
            guard (refusal != nil) == (reason == .refusal) else {
                throw Violation(description: "stop_details and stop_reason disagree")
            }
            try close(reason, stopSequence, usage)
        case .messageStop:
            guard state == .closing else {
                throw Violation(description: "message_stop without message_delta before it")
            }
            state = .ended
        }
    }

    /// What a server wrote is only asked to begin and to end.
    private mutating func pass(_ event: PassedEvent) throws(Violation) {
        guard event.starts == (state == .start) else {
            throw Violation(description: "\(event.name) where it may not stand")
        }
        state = event.ends ? .ended : .between
    }

    private mutating func start(_ message: Message) throws(Violation) {
        guard state == .start else { throw Violation(description: "a second message_start") }
        guard message.content.isEmpty, message.stopReason == nil else {
            throw Violation(description: "message_start with content or a stop reason")
        }
        state = .between
    }

    private mutating func start(_ block: ContentBlock, at index: Int) throws(Violation) {
        guard state == .between else { throw Violation(description: "block \(index) starts while none may") }
        guard index == startedBlocks else {
            throw Violation(description: "block \(index) starts where block \(startedBlocks) is due")
        }
        startedBlocks += 1
        switch block {
        case .citedText:
            throw Violation(description: "text block \(index) starts with citations in it")
        case .text(let text):
            guard text.isEmpty else { throw Violation(description: "text block \(index) starts with text in it") }
            state = .inside(.text)
        case .thinking(let text, let signature):
            guard text.isEmpty, signature.isEmpty else {
                throw Violation(description: "thinking block \(index) starts with something in it")
            }
            state = .inside(.thinking(isSigned: false))
        case .toolUse(let id, let name, let input), .serverToolUse(let id, let name, let input):
            guard input == .emptyObject, !id.isEmpty, !name.isEmpty else {
                throw Violation(description: "tool block \(index) starts without id or name, or with input")
            }
            if case .toolUse = block { hasTool = true }
            state = .inside(.tool(hasInput: false))
        case .redactedThinking, .webSearchToolResult:
            state = .inside(.whole)
        }
    }

    private mutating func add(_ delta: ContentDelta, at index: Int) throws(Violation) {
        guard case .inside(let block) = state, index == startedBlocks - 1 else {
            throw Violation(description: "a delta for block \(index), which is not open")
        }
        switch (block, delta) {
        case (.text, .text(let text)):
            guard !text.isEmpty else { throw Violation(description: "an empty delta for block \(index)") }
        case (.text, .citation):
            break
        case (.thinking(isSigned: false), .thinking(let text)):
            guard !text.isEmpty else { throw Violation(description: "an empty delta for block \(index)") }
        case (.thinking(isSigned: false), .signature(let signature)):
            guard !signature.isEmpty else { throw Violation(description: "an empty signature for block \(index)") }
            state = .inside(.thinking(isSigned: true))
        case (.tool(let hasInput), .inputJSON(let piece)):
            guard !piece.isEmpty else { throw Violation(description: "an empty delta for block \(index)") }
            guard hasInput || piece.string.hasPrefix("{") else {
                throw Violation(description: "the input of block \(index) does not begin as an object")
            }
            state = .inside(.tool(hasInput: true))
        case (.thinking(isSigned: true), _):
            throw Violation(description: "a delta after the signature of block \(index)")
        case (.text, _), (.thinking, _), (.tool, _), (.whole, _):
            throw Violation(description: "a delta of another kind than block \(index)")
        }
    }

    private mutating func stop(at index: Int) throws(Violation) {
        guard case .inside(let block) = state, index == startedBlocks - 1 else {
            throw Violation(description: "block \(index) stops and is not open")
        }
        if block == .thinking(isSigned: false) {
            throw Violation(description: "thinking block \(index) stops without a signature")
        }
        state = .between
    }

    private mutating func close(
        _ reason: StopReason,
        _ stopSequence: JSONText?,
        _ usage: Usage
    ) throws(Violation) {
        guard state == .between else { throw Violation(description: "message_delta where it may not stand") }
        guard (stopSequence != nil) == (reason == .stopSequence) else {
            throw Violation(description: "stop_sequence and stop_reason disagree")
        }
        guard hasTool ? reason != .endTurn : reason != .toolUse else {
            throw Violation(description: "stop_reason \(reason.rawValue) does not fit the blocks")
        }
        guard usage.totalInputTokens + usage.outputTokens > 0 else {
            throw Violation(description: "an answer that cost no tokens")
        }
        state = .closing
    }
}
