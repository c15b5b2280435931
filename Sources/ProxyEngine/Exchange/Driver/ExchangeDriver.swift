import DequeModule
import Journal
import NIOCore
import NIOPosix
import ProxyConfiguration
import Translation

/// Performs what ``ExchangeMachine`` says, on the event loop of the client's connection. Nothing here is locked.
///
/// What comes together is one turn: its signals are taken at once, and at its end the output goes out in one piece and
/// the events are published in one batch.
final class ExchangeDriver {
    private var machine: ExchangeMachine
    private var recorder: ExchangeRecorder
    private let plan: ExchangePlan
    private let services: ExchangeServices
    private let eventLoop: any EventLoop
    private let inlet: ExchangeInlet
    private weak var client: (any ExchangeClient)?

    private var signals: Deque<ExchangeSignal> = []
    private var isWorking = false
    private var turn = Turn.none
    private var call = Call.none
    private var ticket: ConcurrencyGate.Ticket?
    private var hold = Hold.none

    private enum Turn {
        case none
        case open
        /// Nothing more is taken: the client has learned of the exchange's end.
        case over
    }

    /// The request to the upstream.
    private enum Call {
        case none
        case prepared(UpstreamRequest)
        case running(UpstreamCall, attempt: Int)
        /// The answer is complete, and its HTTP message may not have ended yet.
        case ending(UpstreamCall, attempt: Int)
    }

    /// What keeps the upstream from being read.
    private enum Hold {
        case none
        /// The client's connection takes no more. The promise is kept when the upstream may be read again.
        case client(EventLoopPromise<Void>?)
    }

    /// To be made on `eventLoop`, as everything here is to be called on it.
    init(_ start: RunningExchange, services: ExchangeServices, client: any ExchangeClient, on eventLoop: any EventLoop)
    {
        plan = start.plan
        recorder = start.recorder
        self.services = services
        self.client = client
        self.eventLoop = eventLoop
        inlet = ExchangeInlet(on: eventLoop)
        machine = ExchangeMachine(
            start.plan,
            id: start.recorder.exchange.id,
            server: services.server,
            arrived: start.recorder.arrived,
            jitter: services.jitter
        )
    }

    func start() {
        inlet.connect(self)
        take(.start)
    }

    /// The client is gone.
    func cancel() {
        take(.clientGone)
    }

    /// The server's time to finish is over.
    func endWithServer() {
        take(.serverEnding)
    }

    /// Time has passed.
    func alarm() {
        take(.alarm)
    }

    /// Says whether the client's connection takes more.
    func clientBecame(writable isWritable: Bool) {
        if isWritable {
            take(.clientReady)
            readOn()
            hold = .none
        } else {
            if case .none = hold { hold = .client(nil) }
            take(.clientBlocked)
        }
    }

    // MARK: Signals

    func take(_ signal: UpstreamSignal, attempt: Int) {
        switch signal {
        case .head(let head): take(.head(head, attempt: attempt, at: services.clock.date()))
        case .body(let buffer): take(.body(buffer, attempt: attempt))
        case .end:
            callEnded(attempt)
            take(.end(attempt: attempt))
        case .failed(let error):
            callEnded(attempt)
            take(.lost(error, attempt: attempt))
        }
    }

    func take(_ signal: ExchangeSignal) {
        switch turn {
        case .over: return
        case .open: break
        case .none: beginTurn()
        }
        signals.append(signal)
        work()
    }

    private func beginTurn() {
        turn = .open
        inlet.hold()
        eventLoop.assumeIsolated().execute { self.endTurn() }
    }

    private func work() {
        // What an action leads to waits until all actions before it are done.
        guard !isWorking else { return }
        isWorking = true
        while let signal = signals.popFirst() {
            for action in machine.receive(signal, at: services.clock.now()) { perform(action) }
        }
        isWorking = false
    }

    private func endTurn() {
        turn = .none
        signals.append(.turnEnded)
        work()
        // The client first: publishing wakes other threads.
        client?.flush()
        recorder.publishCollected()
        letCallEnd()
        if machine.hasEnded { finish() }
        inlet.release()
    }

    /// Nothing more is taken or performed.
    private func finish() {
        turn = .over
        services.memory.handled(recorder.exchange.requestBytes + recorder.exchange.answerBytes, on: eventLoop)
        inlet.connect(nil)
        readOn()
        client?.exchangeEnded()
        client = nil
    }

    // MARK: The upstream

    /// Nil where more of the answer can be taken at once.
    var untilReadable: EventLoopFuture<Void>? {
        guard case .client(let waiting) = hold else { return nil }
        let promise = waiting ?? eventLoop.makePromise(of: Void.self)
        hold = .client(promise)
        return promise.futureResult
    }

    private func readOn() {
        guard case .client(let promise?) = hold else { return }
        hold = .client(nil)
        promise.succeed()
    }

    private func callEnded(_ attempt: Int) {
        switch call {
        case .running(_, attempt), .ending(_, attempt): call = .none
        case .none, .prepared, .running, .ending: break
        }
    }

    /// Whether the end of the message came with the last event, as it mostly does, is known at the end of the turn.
    private func letCallEnd() {
        guard case .ending(let ending, _) = call else { return }
        call = .none
        CallLinger(ending, clock: services.clock).begin(on: eventLoop)
    }

    deinit {
        readOn()
    }
}

// MARK: - Actions

extension ExchangeDriver {
    private func perform(_ action: ExchangeAction) {
        switch action {
        case .prepare(let adjustments): prepare(adjustments)
        case .learn(let lesson): learn(lesson)
        case .learnCount(let tokens, let context):
            services.learn(counted: tokens, context, upstream: plan.upstream.name)
        case .enterGate(let attempt): enterGate(attempt)
        case .leaveGate: leaveGate()
        case .send(let attempt): send(attempt)
        case .cancelCall:
            if case .running(let running, _) = call { running.cancel() }
            call = .none
            readOn()
        case .letCallEnd:
            if case .running(let running, let attempt) = call { call = .ending(running, attempt: attempt) }
            readOn()
        case .open(let opening): client?.open(opening)
        case .write(let bytes): client?.write(bytes)
        case .finish: client?.finish()
        case .hangUp: client?.hangUp()
        case .setAlarm(let deadline): client?.setAlarm(deadline)
        case .record(let change): recorder.apply(change, of: plan)
        }
    }

    private func prepare(_ adjustments: ExchangeAction.Adjustments) {
        guard plan.request.isLarge else {
            return prepared(Result { try plan.prepared(adjustments, services) })
        }
        inlet.hold()
        let driver = NIOLoopBound(self, eventLoop: eventLoop)
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { [plan, services] in
            try plan.prepared(adjustments, services)
        }.whenComplete { result in
            driver.value.prepared(result)
            driver.value.inlet.release()
        }
    }

    private func prepared(_ result: Result<PreparedAttempt, any Error>) {
        switch result {
        case .success(let attempt):
            let request = UpstreamRequest(
                upstream: plan.upstream,
                path: attempt.translated.path,
                headers: attempt.translated.headers,
                body: attempt.body,
                eventLoop: eventLoop
            )
            call = .prepared(request)
            take(.prepared(attempt))
        case .failure(let error as InvalidRequest): take(.untranslatable(error))
        // The thread pool is only gone when the process ends.
        case .failure: take(.clientGone)
        }
    }

    private func learn(_ lesson: ExchangeAction.Lesson) {
        let (upstream, model) = (plan.upstream.name, plan.target.model)
        switch lesson {
        case .parameter(let parameter):
            take(.learned(services.refusals.remember(parameter, upstream: upstream, model: model)))
        case .effort(let effort, _):
            take(.learned(services.refusals.remember(effort, upstream: upstream, model: model)))
        }
    }

    private func enterGate(_ attempt: Int) {
        guard let gate = services.gates[plan.upstream.name] else { return take(.permitted(attempt: attempt)) }
        ticket = gate.enter { [inlet] in inlet.post(.permitted(attempt: attempt)) }
    }

    private func leaveGate() {
        if let ticket { services.gates[plan.upstream.name]?.leave(ticket) }
        ticket = nil
    }

    private func send(_ attempt: Int) {
        guard case .prepared(let request) = call else { return }
        call = .none
        call = .running(services.client.send(request, inlet, attempt), attempt: attempt)
    }
}
