import DequeModule
import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// Where an exchange stands: takes signals one by one, keeps the stream machine, and collects bytes for the client.
///
///     waiting ──head──▶ streaming ──end──▶ ended
///        ▲  │  └──────▶ whole ─────end──▶ ended
///        │  └──error──▶ refusing ──end──▶ ended, or, while the client has seen nothing,
///        └──────────── backingOff ◀──────── one more attempt
struct ExchangeProgress: Sendable {
    enum Phase {
        /// In the queue for a permit, or sent and not answered.
        case waiting
        /// The upstream answered with an error; its body is being collected.
        case refusing(UpstreamHead, body: [UInt8])
        case streaming(ServerSentEventDecoder)
        /// The upstream ignored `stream` and sends one JSON body.
        case whole(body: [UInt8])
        case backingOff(until: ContinuousClock.Instant)
        case ended
    }

    let plan: ExchangePlan
    let inbox: UpstreamInbox
    let services: ExchangeServices
    var recorder: ExchangeRecorder
    var phase = Phase.waiting
    var machine: any StreamMachine
    var context: ReplyContext
    var call: UpstreamCall?
    /// The same call, from when it is queued.
    var pending: PendingCall?
    /// A call whose answer is complete, and whose HTTP message may not have ended yet.
    var ending: UpstreamCall?
    var ticket: ConcurrencyGate.Ticket?
    var dropsReasoning = false
    /// What the present attempt leaves out because the upstream has refused it.
    var leftOut: Set<String> = []
    /// Left out of this exchange alone.
    var leftOutHere: Set<String> = []
    /// Attempts that the upstream refused for their effort.
    var effortRefusals = 0
    let keyMask: KeyMask
    var answerHeaders: [HeaderField] = []
    /// Set when the exchange ends badly before the client has seen anything.
    var failure: ExchangeFailure?
    var assembler = MessageAssembler()
    var attemptBegan: ContinuousClock.Instant
    private var output: [UInt8] = []
    /// How much of the output the record counts already.
    private var recordedOutput = 0
    private var hasRecordedHead = false
    private var wholeAnswer: [UInt8]?
    /// The end of what was captured last, where it may be the beginning of a key.
    private var heldBack: [UInt8] = []
    private var events: [MessageStreamEvent] = []
    private var lastRead: ContinuousClock.Instant
    private var lastWritten: ContinuousClock.Instant
    /// The stream's head has gone to the client, so a failure can only be an event in it.
    private var isCommitted = false
    /// Part of the answer has been said: another attempt would say it twice.
    var hasSpoken = false

    /// An error body larger than this is cut: it is shown to a person, not parsed for data.
    static let errorBodyLimit = 1 << 20
    /// A whole answer larger than this is refused.
    static let wholeBodyLimit = 256 << 20

    init(_ plan: ExchangePlan, recorder: ExchangeRecorder, inbox: UpstreamInbox, services: ExchangeServices) {
        self.plan = plan
        keyMask = KeyMask(plan.upstream)
        self.recorder = recorder
        self.inbox = inbox
        self.services = services
        context = ReplyContext(
            messageID: plan.target.messageID,
            requestedModel: plan.request.model,
            upstreamModel: plan.target.model
        )
        machine = plan.dialect.makeStreamMachine(context)
        let now = services.clock.now()
        attemptBegan = now
        lastRead = now
        lastWritten = now
    }

    var hasEnded: Bool { if case .ended = phase { true } else { false } }
    var wantsStream: Bool { plan.request.wantsStream }

    /// How the answer begins, once that is known.
    mutating func opening() -> ExchangeOpening? {
        let headers = clientHeaders
        if let failure {
            return .error(failure, headers: headers)
        }
        if !wantsStream {
            guard hasEnded else { return nil }
            if recorder.exchange.outcome == .cancelled { return .error(.clientGone, headers: headers) }
            switch assembler.result {
            case .success(let message):
                return .whole(wholeAnswer ?? message.json, headers: headers)
            case .failure:
                return .error(.broken(.incomplete), headers: headers)
            }
        }
        guard !output.isEmpty else {
            // Cancelled before anything was said: nobody will read it, but the reader must not wait for ever.
            return hasEnded ? .error(.clientGone, headers: headers) : nil
        }
        isCommitted = true
        return .stream(headers: headers)
    }

    /// What has been collected for the client since the last call.
    mutating func takeOutput() -> ByteBuffer? {
        guard !output.isEmpty else { return nil }
        lastWritten = services.clock.now()
        recordAnswer()
        let buffer = ByteBuffer(bytes: output)
        output.removeAll(keepingCapacity: true)
        recordedOutput = 0
        return buffer
    }

    /// Brings what the client gets to the record. Also at the end, before the client has taken it: whoever hears the
    /// last event may look at the stages at once.
    mutating func recordAnswer() {
        guard wantsStream else { return }
        guard output.count > recordedOutput else { return }
        if !hasRecordedHead { recorder.set(.anthropicAnswer, headers: clientHeaders) }
        hasRecordedHead = true
        recorder.append(keyMask.masked(Array(output[recordedOutput...])), to: .anthropicAnswer)
        recorder.change { [count = output.count - recordedOutput] in $0.answerBytes += count }
        recordedOutput = output.count
    }

    /// The same for an answer that goes out at once: a whole message, or an error in its place.
    mutating func recordWholeAnswer(_ outcome: Exchange.Outcome) {
        let body: [UInt8]
        switch outcome {
        case .finished, .failed, .refused:
            if let failure {
                body = APIError(failure).envelope(for: recorder.exchange.id)
            } else if wantsStream {
                return
            } else if case .success(let message) = assembler.result {
                body = message.json
                wholeAnswer = body
            } else if case .failure(let error) = assembler.result {
                body = error.envelope(for: recorder.exchange.id)
            } else {
                return
            }
        case .running, .cancelled, .counted:
            return
        }
        recorder.set(.anthropicAnswer, headers: clientHeaders, body: body)
        recorder.change { $0.answerBytes = body.count }
    }

    /// Takes signals in order. Those behind one that led to another attempt are the former attempt's, and dropped.
    mutating func take(_ batch: Deque<UpstreamSignal>) {
        let attempt = recorder.exchange.attempts.count
        for signal in batch where recorder.exchange.attempts.count == attempt { take(signal) }
        letEnd(batch)
    }

    mutating func take(_ signal: UpstreamSignal) {
        if hasEnded { return }
        if case .backingOff = phase {
            // What an attempt that has been given up still sends.
            switch signal {
            case .head, .body, .end, .failed: return
            case .tick, .cancelled: break
            }
        }
        switch signal {
        case .head(let head): begin(head)
        case .body(let buffer): read(buffer)
        case .end: endOfAnswer()
        case .failed(let error): lost(error)
        case .tick: lookAtClock()
        case .cancelled: end(.cancelled)
        }
    }

    // MARK: The answer

    private mutating func begin(_ head: UpstreamHead) {
        let head = keyMask.masked(head)
        lastRead = services.clock.now()
        recorder.change { [elapsed = recorder.elapsed] exchange in
            exchange.marks.firstByte = exchange.marks.firstByte ?? elapsed
            if let last = exchange.attempts.indices.last {
                exchange.attempts[last].status = head.status
                exchange.attempts[last].upstreamRequestID = head.header("x-request-id") ?? head.header("request-id")
            }
        }
        recorder.set(.openAIAnswer, headers: head.headers)
        answerHeaders = plan.dialect.limitHeaders(from: head.headers, now: services.clock.date())
        guard (200..<300).contains(head.status) else {
            phase = .refusing(head, body: [])
            return
        }
        recorder.publish(.firstByte)
        let isJSON = head.header("content-type")?.lowercased().hasPrefix("application/json") ?? false
        phase = isJSON ? .whole(body: []) : .streaming(ServerSentEventDecoder())
    }

    private mutating func read(_ buffer: ByteBuffer) {
        lastRead = services.clock.now()
        // The payload is moved out of the enum and back, or every piece would copy what came before it.
        switch phase {
        case .streaming(var decoder):
            capture(buffer)
            phase = .waiting
            var received: [ServerSentEvent] = []
            let failure: BrokenAnswer? = buffer.withUnsafeReadableBytes { bytes in
                do throws(ServerSentEventDecoder.TooLong) {
                    try decoder.feed(bytes, into: &received)
                    return nil
                } catch {
                    return .eventTooLarge(limit: error.limit)
                }
            }
            phase = .streaming(decoder)
            for event in received where !machine.hasEnded { machine.receive(event, into: &events) }
            if let failure { machine.fail(.broken(failure), into: &events) }
            flush()
        case .refusing(let head, var body):
            phase = .waiting
            body.append(contentsOf: buffer.readableBytesView.prefix(Self.errorBodyLimit - body.count))
            phase = .refusing(head, body: body)
        case .whole(var body):
            phase = .waiting
            body.append(contentsOf: buffer.readableBytesView)
            phase = .whole(body: body)
            if body.count > Self.wholeBodyLimit { lost(.answerTooLarge(limit: Self.wholeBodyLimit)) }
        case .waiting, .backingOff, .ended:
            break
        }
    }

    private mutating func capture(_ buffer: ByteBuffer) {
        let tail = buffer.withUnsafeReadableBytes(keyMask.possibleBeginning)
        if heldBack.isEmpty, tail == 0, !buffer.withUnsafeReadableBytes(keyMask.hides) {
            recorder.append(buffer.readableBytesView, to: .openAIAnswer)
            return
        }
        let bytes = keyMask.masked(heldBack + buffer.readableBytesView)
        let held = bytes.withUnsafeBytes(keyMask.possibleBeginning)
        recorder.append(bytes.dropLast(held), to: .openAIAnswer)
        heldBack = Array(bytes.suffix(held))
    }

    /// No more of the answer comes: what was held back is no key.
    mutating func endCapture() {
        if !heldBack.isEmpty { recorder.append(keyMask.maskedBeginning(heldBack), to: .openAIAnswer) }
        heldBack.removeAll()
    }

    /// What was held back belongs to an attempt that has been given up.
    mutating func discardCapture() {
        heldBack.removeAll()
    }

    private mutating func endOfAnswer() {
        switch phase {
        case .refusing(let head, let body):
            refused(head, body)
        case .whole(let body):
            recorder.append(keyMask.masked(body), to: .openAIAnswer)
            do throws(JSONSyntaxError) {
                machine.receive(whole: try JSONDocument(body), into: &events)
                if !machine.hasEnded { machine.finish(into: &events) }
            } catch {
                machine.fail(.broken(.notJSON(error)), into: &events)
            }
            flush()
        case .streaming:
            machine.finish(into: &events)
            flush()
        case .waiting, .backingOff, .ended:
            lost(.connectionLost(.closedBeforeAnswer))
        }
    }

    /// Turns the machine's events into bytes for the client, and ends the exchange where the machine has ended.
    mutating func flush() {
        defer { events.removeAll(keepingCapacity: true) }
        // An error with nothing before it can still have its own status, or another attempt.
        if !hasSpoken, case .error? = events.first, let failure = machine.summary.failure {
            failed(failure)
            return
        }
        hasSpoken = hasSpoken || !events.isEmpty
        if !events.isEmpty, recorder.exchange.marks.firstToken == nil {
            recorder.change { [elapsed = recorder.elapsed] in $0.marks.firstToken = elapsed }
        }
        say(events)
        if machine.hasEnded { conclude() } else { recorder.progressed(machine.summary) }
    }

    /// Puts events that end the answer behind what has been said.
    mutating func say(_ last: [MessageStreamEvent]) {
        for var event in last {
            event = keyMask.masked(event)
            if wantsStream { event.appendServerSentEvent(to: &output) } else { assembler.receive(event) }
        }
    }

    /// A policy stopped the request before it began: an answer that refuses, so that nobody tries it again.
    mutating func answerWithRefusal(_ events: [MessageStreamEvent]) {
        hasSpoken = true
        say(events)
        for case .messageDelta(_, _, let usage, _) in events { recorder.change { $0.usage = usage } }
        end(.finished(.refusal))
    }

    // MARK: Time

    private mutating func lookAtClock() {
        let now = services.clock.now()
        switch phase {
        case .backingOff(let until):
            if now >= until { startAttempt() }
        case .waiting:
            if pending?.isWaiting ?? false {
                // The time in the queue is not the upstream's.
                attemptBegan = now
            } else if call != nil, now - attemptBegan >= plan.upstream.timeouts.firstByte {
                lost(.firstByteTimeout(plan.upstream.timeouts.firstByte))
            }
        case .refusing, .streaming, .whole:
            if now - lastRead >= plan.upstream.timeouts.idle { lost(.idleTimeout(plan.upstream.timeouts.idle)) }
        case .ended:
            return
        }
        guard wantsStream, !hasEnded, output.isEmpty else { return }
        if isCommitted {
            if now - lastWritten >= services.server.heartbeat {
                MessageStreamEvent.ping.appendServerSentEvent(to: &output)
            }
        } else if recorder.elapsed >= services.server.commitAfter {
            hasSpoken = true
            // The machine of an attempt that failed inside its answer has ended, and opens no message.
            if machine.hasEnded { machine = plan.dialect.makeStreamMachine(context) }
            machine.open(into: &events)
            for event in events { event.appendServerSentEvent(to: &output) }
            events.removeAll(keepingCapacity: true)
        }
    }

    /// What goes to the client beside the content type.
    private var clientHeaders: [HeaderField] { answerHeaders }
}
