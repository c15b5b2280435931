/// Passes an answer of Anthropic's Messages API on, event by event, with the model's name that the client asked for.
///
///     waiting ──message_start──▶ held ──anything else──▶ open ──message_stop──▶ ended
///                                  └──error──▶ ended (with its own status)      └ error ▶ ended
///
/// Each event is read for the record (usage, stop reason, errors) and sent on as its bytes. `message_start` is held
/// until something follows it that is no ping, so that a server that fails at once is answered with its status.
struct PassedStreamMachine: StreamMachine {
    private let context: ReplyContext
    /// `message_start` and the pings behind it.
    private var held: [MessageStreamEvent] = []
    private var hasStarted = false
    private var isOpen = false
    private var outputBytes = 0
    private(set) var hasEnded = false
    private var known = ReplySummary()

    var summary: ReplySummary {
        var summary = known
        summary.estimatedOutputTokens = known.usage?.outputTokens ?? 0
        summary.estimatedOutputTokens = max(summary.estimatedOutputTokens, outputBytes / Self.bytesInToken)
        return summary
    }

    private static let bytesInToken = 4

    init(_ context: ReplyContext) {
        self.context = context
    }

    mutating func receive(_ event: ServerSentEvent, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, !event.data.isEmpty else { return }
        guard let root = try? JSONDocument(event.data).root, root.kind == .object else {
            return fail(.broken(.unreadableEvent), into: &events)
        }
        let type = root["type"]?.string ?? event.name
        switch type {
        case "message_start": start(root, into: &events)
        case "ping": ping(event, into: &events)
        case "error": fail(root, into: &events)
        default:
            openHeld(into: &events)
            read(type, root)
            let name = event.name.isEmpty ? type : event.name
            events.append(.passedOn(PassedEvent(name: name, data: event.data, ends: type == "message_stop")))
            hasEnded = type == "message_stop"
        }
    }

    mutating func receive(whole answer: JSONDocument, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        let root = answer.root
        guard let type = root["type"], !type.equals("error") else { return fail(root, into: &events) }
        guard type.equals("message"), root["content"]?.kind == .array else {
            return fail(.broken(.incomplete), into: &events)
        }
        readMessage(root)
        known.stopReason = root["stop_reason"]?.string.flatMap(StopReason.init)
        held.removeAll()
        events += PassedMessage(root, model: context.requestedModel).events(isOpen: isOpen)
        isOpen = true
        hasEnded = true
    }

    mutating func open(into events: inout [MessageStreamEvent]) {
        guard !isOpen, !hasEnded else { return }
        if held.isEmpty {
            let usage = Usage(inputTokens: context.estimatedInputTokens, outputTokens: 1)
            let message = Message(
                id: JSONText(context.messageID),
                model: JSONText(context.requestedModel),
                usage: usage
            )
            held = [.messageStart(message)]
        }
        events += held
        held.removeAll()
        isOpen = true
    }

    mutating func finish(into events: inout [MessageStreamEvent]) {
        fail(.broken(.closedEarly), into: &events)
    }

    mutating func fail(_ failure: AnswerFailure, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        hasEnded = true
        held.removeAll()
        known.failure = failure
        events.append(.error(APIError(failure)))
    }

    // MARK: Events

    /// Where the proxy has opened the message itself, to keep a waiting client, the server's own start comes too late.
    private mutating func start(_ root: JSONValue, into events: inout [MessageStreamEvent]) {
        guard !hasStarted, let message = root.present("message") else { return }
        hasStarted = true
        readMessage(message)
        guard !isOpen else { return }
        var edits = JSONEdits(of: root.document)
        if let model = message["model"] { edits.replace(model, with: context.requestedModel) }
        held = [.passedOn(PassedEvent(name: "message_start", data: edits.bytes))]
    }

    private mutating func ping(_ event: ServerSentEvent, into events: inout [MessageStreamEvent]) {
        let ping = MessageStreamEvent.passedOn(PassedEvent(name: "ping", data: event.data))
        if isOpen {
            events.append(ping)
        } else if !held.isEmpty, held.count < Self.mostHeld {
            held.append(ping)
        }
    }

    /// Pings before the first word; further ones are of no use.
    private static let mostHeld = 8

    private mutating func openHeld(into events: inout [MessageStreamEvent]) {
        // A stream that begins with something else gets the start that it lacks.
        open(into: &events)
    }

    private mutating func fail(_ root: JSONValue, into events: inout [MessageStreamEvent]) {
        guard var error = OpenAIError(envelope: root) else { return fail(.broken(.nameless), into: &events) }
        error.statedKind = error.type.flatMap(APIError.Kind.init)
        fail(.upstream(UpstreamFailure(error, replyingTo: context)), into: &events)
    }

    // MARK: The record

    private mutating func readMessage(_ message: JSONValue) {
        known.modelAnswered = message["model"]?.string
        known.upstreamResponseID = message["id"]?.string
        if let usage = message.present("usage") { read(usage: usage) }
    }

    private mutating func read(_ type: String, _ root: JSONValue) {
        switch type {
        case "content_block_delta":
            let delta = root["delta"]
            let text = delta?["text"] ?? delta?["thinking"] ?? delta?["partial_json"]
            outputBytes += text?.text?.escaped.count ?? 0
        case "message_delta":
            if let reason = root["delta"]?["stop_reason"]?.string {
                known.stopReason = StopReason(rawValue: reason)
                if known.stopReason == .refusal { known.refusedBy = .model }
            }
            if let usage = root.present("usage") { read(usage: usage) }
        default: break
        }
    }

    /// Counts are those of the answer so far; what an event leaves out is as it was.
    private mutating func read(usage counts: JSONValue) {
        var usage = known.usage ?? Usage()
        func count(_ key: StaticString) -> Int? { counts[key]?.int.map { max(0, $0) } }
        usage.inputTokens = count("input_tokens") ?? usage.inputTokens
        usage.cacheCreationInputTokens = count("cache_creation_input_tokens") ?? usage.cacheCreationInputTokens
        usage.cacheReadInputTokens = count("cache_read_input_tokens") ?? usage.cacheReadInputTokens
        usage.outputTokens = count("output_tokens") ?? usage.outputTokens
        usage.serviceTier = counts["service_tier"]?.string ?? usage.serviceTier
        usage.thinkingTokens = counts["output_tokens_details"]?["thinking_tokens"]?.int ?? usage.thinkingTokens
        usage.webSearchRequests = counts["server_tool_use"]?["web_search_requests"]?.int ?? usage.webSearchRequests
        known.usage = usage
    }
}
