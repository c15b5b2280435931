import DequeModule
import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// Attempts: how one is made, what is done about one that failed, and how the exchange ends.
extension ExchangeProgress {
    mutating func start() {
        // The client may have gone before.
        guard !hasEnded else { return }
        startAttempt()
    }

    /// Translates and sends. The body is made anew, since what the last attempt taught changes it.
    mutating func startAttempt() {
        var target = plan.target
        services.applyLearned(to: &target, upstream: plan.upstream.name)
        target.refusedParameters.formUnion(leftOutHere)
        leftOut = target.refusedParameters
        target.dropsReasoning = dropsReasoning
        let translated: TranslatedRequest
        do throws(InvalidRequest) {
            translated = try plan.dialect.translate(plan.request, for: target)
        } catch {
            if hasSpoken {
                end(unsayable: error)
            } else {
                failure = .invalid(error)
                end(.refused(.invalid(error)))
            }
            return
        }
        discardCapture()
        context = translated.reply
        machine = plan.dialect.makeStreamMachine(context)
        if hasSpoken {
            // The client had its `message_start` while this attempt was waited for.
            var alreadySaid: [MessageStreamEvent] = []
            machine.open(into: &alreadySaid)
        }
        recorder.forgetNotes()
        recorder.note(plan.notes + translated.notes)
        recorder.change { [context, plan] exchange in
            exchange.outputLimit = plan.outputLimit(for: target)
            exchange.estimatedInputTokens = context.estimatedInputTokens
            exchange.estimateCorrection = context.estimateCorrection
        }
        recorder.set(.openAIRequest, headers: shownHeaders(translated), body: translated.body)
        recorder.set(.openAIAnswer, headers: [])
        phase = .waiting
        leaveGate()
        send(translated)
    }

    private mutating func send(_ translated: TranslatedRequest) {
        let request = UpstreamRequest(
            upstream: plan.upstream,
            path: translated.path,
            headers: translated.headers,
            body: ByteBuffer(bytes: translated.body)
        )
        let attempt = inbox.beginAttempt()
        attemptBegan = services.clock.now()
        recorder.change { [elapsed = recorder.elapsed] exchange in
            exchange.attempts.append(Exchange.Attempt(began: elapsed))
            exchange.marks.sent = exchange.marks.sent ?? elapsed
        }
        recorder.publish(.sent)
        let pending = PendingCall()
        self.pending = pending
        call = UpstreamCall { pending.cancel() }
        ticket = services.gates[plan.upstream.name]?.enter { [client = services.client, inbox] in
            pending.start { client.send(request, inbox, attempt) }
        }
        if ticket == nil { pending.start { services.client.send(request, inbox, attempt) } }
    }

    /// What the ring shows of the headers; the key is not among them.
    private func shownHeaders(_ translated: TranslatedRequest) -> [HeaderField] {
        [HeaderField("content-type", "application/json")] + translated.headers.map(\.shown)
            + plan.upstream.headers.map { HeaderField($0.name, "•••") }
    }

    // MARK: Failures

    /// The upstream answered with an error status.
    mutating func refused(_ head: UpstreamHead, _ body: [UInt8]) {
        let error = plan.dialect.error(
            status: head.status,
            headers: head.headers,
            body: keyMask.masked(body),
            now: services.clock.date()
        )
        recorder.append(keyMask.masked(body), to: .openAIAnswer)
        if error.refusal == .contentPolicy, !hasSpoken {
            recorder.change { $0.refusedBy = .policy(code: error.code) }
            answerWithRefusal(error.refusalEvents(replyingTo: context))
        } else {
            failed(.upstream(UpstreamFailure(error, replyingTo: context)))
        }
    }

    /// No answer, or its end is missing.
    mutating func lost(_ error: UpstreamError) {
        failed(.transport(error))
    }

    /// An attempt failed, by an error status, on the way or in what was answered.
    mutating func failed(_ answer: AnswerFailure) {
        let failure = note(ExchangeFailure(answer))
        call?.cancel()
        leaveGate()
        if !hasSpoken, mend(answer.refusal) { return }
        if hasSpoken { return breakOff(answer) }
        self.failure = failure
        record(machine.summary)
        end(.failed(failure))
    }

    /// The request cannot be translated for another attempt, and the answer has begun.
    private mutating func end(unsayable invalid: InvalidRequest) {
        let failure = note(.invalid(invalid))
        call?.cancel()
        leaveGate()
        say([.error(APIError(failure))])
        record(machine.summary)
        end(.failed(failure))
    }

    /// Brings why the present attempt failed to its record.
    private mutating func note(_ failure: ExchangeFailure) -> ExchangeFailure {
        let failure = keyMask.masked(failure)
        recorder.change { exchange in
            guard let last = exchange.attempts.indices.last else { return }
            exchange.attempts[last].failure = failure
        }
        return failure
    }

    /// Ends an answer that has begun. Where only the end mark was missing, the machine knows better than the connection:
    /// that is no failure.
    private mutating func breakOff(_ answer: AnswerFailure) {
        var events: [MessageStreamEvent] = []
        machine.fail(answer, into: &events)
        say(events)
        conclude()
    }

    /// Prepares another attempt where one may end better; false where none would.
    private mutating func mend(_ refusal: UpstreamRefusal) -> Bool {
        switch refusal {
        case .unsupportedParameter(let parameter):
            let model = plan.target.model
            // This attempt went without it already, so that is not what is wrong.
            guard !leftOut.contains(parameter) else { return false }
            if services.refusals.remember(parameter, upstream: plan.upstream.name, model: model) {
                recorder.publish(.parameterRefused(recorder.exchange.id, model: model, parameter: parameter))
            }
            let refused = services.refusals.parameters(upstream: plan.upstream.name, model: model)
            guard refused.contains(parameter) else { return false }
            startAttempt()
            return true
        case .unsupportedEffort(let parameter):
            effortRefusals += 1
            if effortRefusals <= Self.mostEffortsTried, remembersEffort(refusedAs: parameter) {
                startAttempt()
                return true
            }
            guard leftOutHere.insert(parameter).inserted else { return false }
            startAttempt()
            return true
        case .invalidEncryptedContent:
            guard !dropsReasoning else { return false }
            dropsReasoning = true
            startAttempt()
            return true
        case .transient(let retryAfter):
            let policy = RetryPolicy(retries: plan.upstream.retries)
            let made = recorder.exchange.attempts.count
            guard let delay = policy.delay(afterAttempt: made, retryAfter: retryAfter, jitter: services.jitter()) else {
                return false
            }
            phase = .backingOff(until: services.clock.now() + delay)
            // The ticker alone could be a second late.
            services.timers.next().scheduleTask(in: .nanoseconds(delay.nanoseconds)) { [inbox] in inbox.tick() }
            return true
        case .overflow, .contentPolicy, .final:
            return false
        }
    }

    /// So many efforts are tried before the model is left to its own.
    private static let mostEffortsTried = 2

    /// Remembers the effort of this attempt as refused, so that the next has a lower one; false where it had none of
    /// this program's choosing.
    private func remembersEffort(refusedAs parameter: String) -> Bool {
        guard let effort = context.effort else { return false }
        let (upstream, model) = (plan.upstream.name, plan.target.model)
        if services.refusals.remember(effort, upstream: upstream, model: model) {
            let name = "\(parameter)=\(effort.rawValue)"
            recorder.publish(.parameterRefused(recorder.exchange.id, model: model, parameter: name))
        }
        return services.refusals.efforts(upstream: upstream, model: model).contains(effort)
    }

    // MARK: The end

    /// The machine has said its last event.
    mutating func conclude() {
        let summary = machine.summary
        record(summary)
        if let usage = summary.usage, usage.webSearchRequests == nil {
            services.learn(counted: usage.totalInputTokens, context, upstream: plan.upstream.name)
        }
        if let failure = summary.failure.map({ keyMask.masked(ExchangeFailure($0)) }) {
            if !wantsStream { self.failure = failure }
            end(.failed(failure))
        } else {
            end(.finished(summary.stopReason ?? .endTurn))
        }
    }

    mutating func end(_ outcome: Exchange.Outcome) {
        guard !hasEnded else { return }
        phase = .ended
        hangUp(outcome)
        leaveGate()
        if outcome == .cancelled { record(machine.summary) }
        endCapture()
        recordAnswer()
        recordWholeAnswer(outcome)
        recorder.end(outcome)
    }

    /// Ends the call. One whose answer is complete but for the end of the HTTP message is left a moment for that, so that
    /// its connection can be used again; one whose answer goes on unheard ends at once.
    private mutating func hangUp(_ outcome: Exchange.Outcome) {
        guard let call else { return }
        self.call = nil
        if case .finished(let reason) = outcome, reason != .stopSequence {
            ending = call
        } else {
            call.cancel()
        }
    }

    /// Whether the end of the message came with the last event, as it mostly does, is known once its batch has been read.
    mutating func letEnd(_ batch: Deque<UpstreamSignal>) {
        guard let call = ending.take() else { return }
        let hasEnded = batch.contains { if case .end = $0 { true } else { false } }
        if !hasEnded { services.timers.next().scheduleTask(in: .seconds(1)) { call.cancel() } }
    }

    private mutating func record(_ summary: ReplySummary) {
        // An answer that failed was not mended.
        let repairs = summary.failure == nil ? assembler.repairs.map(TranslationNote.init) : []
        recorder.note((summary.notes + repairs).map(keyMask.masked))
        recorder.change { [prices = plan.target.profile.prices] exchange in
            exchange.modelAnswered = summary.modelAnswered ?? exchange.modelAnswered
            exchange.usage = summary.usage ?? exchange.usage
            exchange.refusedBy = summary.refusedBy ?? exchange.refusedBy
            if let usage = exchange.usage, let prices { exchange.cost = Cost.dollars(usage, at: prices) }
        }
    }

    private mutating func leaveGate() {
        if let ticket { services.gates[plan.upstream.name]?.leave(ticket) }
        ticket = nil
    }
}
