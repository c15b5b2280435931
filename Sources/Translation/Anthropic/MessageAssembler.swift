/// Folds the events of an answer into the whole answer, for clients that did not ask for a stream.
public struct MessageAssembler: Sendable {
    /// The repairs, for the record of the exchange.
    public struct Repair: Sendable, Equatable {
        /// What was wrong with a call, and what became of it.
        public enum Kind: Sendable, Equatable {
            /// The input was not a JSON object: the call has an empty one, and the tool reports the error to the model.
            case inputReplaced
            /// The answer was cut off in the middle of this call, which is left out.
            case callOmitted
        }

        public var kind: Kind
        /// The block's number in the stream.
        public var block: Int
        public var toolName: String
    }

    private struct OpenBlock {
        var block: ContentBlock
        var pieces = JSONTextBuffer()
        var signature: JSONText?
        var citations: [RawJSON] = []
    }

    private var message: Message?
    private var blocks: [OpenBlock] = []
    private var hasStopped = false
    private var error: APIError?

    public init() {}

    /// The whole answer of `events`.
    public static func message(
        of events: some Sequence<MessageStreamEvent>
    ) -> Result<Message, APIError> {
        var assembler = MessageAssembler()
        for event in events { assembler.receive(event) }
        return assembler.result
    }

    /// Takes the answer's next event.
    public mutating func receive(_ event: MessageStreamEvent) {
        switch event {
        case .messageStart(let message):
            self.message = message
        case .contentBlockStart(_, let block):
            blocks.append(OpenBlock(block: block))
        case .contentBlockDelta(let index, let delta):
            guard blocks.indices.contains(index) else { return }
            switch delta {
            case .text(let text), .thinking(let text), .inputJSON(let text): blocks[index].pieces.append(text)
            case .signature(let signature): blocks[index].signature = signature
            case .citation(let citation): blocks[index].citations.append(citation)
            }
        case .messageDelta(let reason, let stopSequence, let usage, let refusal):
            message?.stopReason = reason
            message?.refusal = refusal
            message?.stopSequence = stopSequence
            message?.usage = usage
        case .messageStop:
            hasStopped = true
        case .passedOn(let event):
            if let whole = event.whole {
                message = Message(id: "", model: "")
                message?.passedOn = RawJSON(bytes: whole[...])
            }
            hasStopped = hasStopped || event.ends
        case .error(let error):
            self.error = self.error ?? error
        case .contentBlockStop, .ping:
            break
        }
    }

    /// The answer, or the client's error. An incomplete answer is an error.
    public var result: Result<Message, APIError> {
        if let error { return .failure(error) }
        guard var message, hasStopped else {
            return .failure(APIError(AnswerFailure.broken(.incomplete)))
        }
        if message.passedOn != nil { return .success(message) }
        message.content = blocks.compactMap { finished($0).block }
        return .success(message)
    }

    /// The repairs so far, in the order of the blocks.
    public var repairs: [Repair] {
        blocks.enumerated().compactMap { offset, open in
            finished(open).repair.map { kind in
                Repair(kind: kind, block: offset, toolName: open.block.toolName)
            }
        }
    }

    private func finished(_ open: OpenBlock) -> (block: ContentBlock?, repair: Repair.Kind?) {
        switch open.block {
        case .text, .citedText:
            guard !open.citations.isEmpty else { return (.text(open.pieces.text), nil) }
            return (.citedText(open.pieces.text, citations: open.citations), nil)
        case .thinking(_, let signature):
            return (.thinking(open.pieces.text, signature: open.signature ?? signature), nil)
        case .toolUse(let id, let name, _):
            let (input, repair) = input(of: open)
            return (input.map { .toolUse(id: id, name: name, input: $0) }, repair)
        case .serverToolUse(let id, let name, _):
            let (input, repair) = input(of: open)
            return (input.map { .serverToolUse(id: id, name: name, input: $0) }, repair)
        case .redactedThinking, .webSearchToolResult:
            return (open.block, nil)
        }
    }

    private func input(of open: OpenBlock) -> (RawJSON?, Repair.Kind?) {
        guard !open.pieces.isEmpty else { return (.emptyObject, nil) }
        let text = open.pieces.text
        let json = text.hasEscapes ? Array(text.string.utf8) : open.pieces.bytes
        if let root = try? JSONDocument(json).root, root.kind == .object { return (root.raw, nil) }
        return message?.stopReason == .toolUse ? (.emptyObject, .inputReplaced) : (nil, .callOmitted)
    }
}

extension ContentBlock {
    fileprivate var toolName: String {
        switch self {
        case .toolUse(_, let name, _), .serverToolUse(_, let name, _): name.string
        case .text, .citedText, .thinking, .redactedThinking, .webSearchToolResult: ""
        }
    }
}
