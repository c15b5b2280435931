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
    private var actions: [ExchangeAction] = []
    private var isWorking = false
    private var isTurnOpen = false
    private var isClientBlocked = false
    /// Completes when the upstream may be read again.
    private var readable: EventLoopPromise<Void>?

    /// What was prepared and has not been sent.
    private var outgoing: UpstreamRequest?
    private var call: UpstreamCall?
    private var ticket: ConcurrencyGate.Ticket?
    /// The attempt whose call is under way.
    private var callAttempt = 0
    /// A call whose answer is complete, and whose HTTP message may not have ended yet.
    private var ending: UpstreamCall?
    /// Its client has learned of the end.
    private var isOver = false

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
            keyMask: start.keyMask,
            server: services.server,
            arrived: start.recorder.arrived,
            jitter: services.jitter
        )
    }

    func start() {
        inlet.connect(self)
        take(.start)
    }

    /// The client is gone, or the server is ending.
    func cancel() {
        take(.clientGone)
    }

    /// Time has passed.
    func alarm() {
        take(.alarm)
    }

    /// Says whether the client's connection takes more.
    func clientBecame(writable isWritable: Bool) {
        isClientBlocked = !isWritable
        take(isWritable ? .clientReady : .clientBlocked)
        if isWritable { readOn() }
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
        case .tick: take(.alarm)
        case .cancelled: take(.clientGone)
        }
    }

    func take(_ signal: ExchangeSignal) {
        guard !isOver else { return }
        signals.append(signal)
        beginTurn()
        work()
    }

    private func beginTurn() {
        guard !isTurnOpen else { return }
        isTurnOpen = true
        inlet.hold()
        eventLoop.assumeIsolated().execute { self.endTurn() }
    }

    private func work() {
        // What an action leads to waits until all actions before it are done.
        guard !isWorking else { return }
        isWorking = true
        var list: [ExchangeAction] = []
        swap(&list, &actions)
        while let signal = signals.popFirst() {
            machine.receive(signal, at: services.clock.now(), into: &list)
            for action in list { perform(action) }
            list.removeAll(keepingCapacity: true)
        }
        swap(&list, &actions)
        isWorking = false
    }

    private func endTurn() {
        isTurnOpen = false
        if !isOver {
            signals.append(.turnEnded)
            work()
            // The client first: publishing wakes other threads.
            client?.flush()
            recorder.publishCollected()
            letCallEnd()
            if machine.hasEnded { finish() }
        }
        inlet.release()
    }

    /// Nothing more is taken or performed.
    private func finish() {
        isOver = true
        services.memory.handled(recorder.exchange.requestBytes + recorder.exchange.answerBytes, on: eventLoop)
        inlet.connect(nil)
        readOn()
        client?.exchangeEnded()
        client = nil
    }

    // MARK: The upstream

    /// Nil where more of the answer can be taken at once.
    var untilReadable: EventLoopFuture<Void>? {
        guard isClientBlocked, !isOver else { return nil }
        let promise = readable ?? eventLoop.makePromise(of: Void.self)
        readable = promise
        return promise.futureResult
    }

    private func readOn() {
        guard let promise = readable else { return }
        readable = nil
        promise.succeed()
    }

    private func callEnded(_ attempt: Int) {
        if attempt == callAttempt { (call, ending) = (nil, nil) }
    }

    /// Whether the end of the message came with the last event, as it mostly does, is known at the end of the turn.
    private func letCallEnd() {
        guard let call = ending.take() else { return }
        CallLinger(call, clock: services.clock).begin(on: eventLoop)
    }

    deinit {
        readable?.succeed()
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
            call?.cancel()
            call = nil
            readOn()
        case .letCallEnd:
            ending = call
            call = nil
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
            outgoing = UpstreamRequest(
                upstream: plan.upstream,
                path: attempt.translated.path,
                headers: attempt.translated.headers,
                body: attempt.body,
                eventLoop: eventLoop
            )
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
            let isNew = services.refusals.remember(parameter, upstream: upstream, model: model)
            let isKept = services.refusals.parameters(upstream: upstream, model: model).contains(parameter)
            take(.learned(isNew: isNew, isKept: isKept))
        case .effort(let effort, _):
            let isNew = services.refusals.remember(effort, upstream: upstream, model: model)
            let isKept = services.refusals.efforts(upstream: upstream, model: model).contains(effort)
            take(.learned(isNew: isNew, isKept: isKept))
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
        guard let request = outgoing.take() else { return }
        callAttempt = attempt
        let started = services.client.send(request, inlet, attempt)
        call = started
    }
}
