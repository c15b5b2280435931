import Foundation
import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// One exchange as a state machine: takes signals one by one and says what is to be done.
///
/// It sends nothing, waits for nothing, locks nothing and knows no clock: the moment of a signal comes with it. That
/// makes retries, timeouts and cancelling a matter of tables. ``ExchangeDriver`` performs the actions.
///
///     preparing ─▶ queued ─▶ sent ──head──▶ streaming ──end──▶ ended
///         ▲                   │    ├──────▶ whole ─────end──▶ ended
///         │                   │    └─error▶ refusing ──end──▶ ended, or, while the answer is held back,
///         └─ backingOff, learning ◀───────────────────────── one more attempt
struct ExchangeMachine: ~Copyable {
    typealias Instant = ContinuousClock.Instant

    enum State {
        /// Not started, or being translated for the next attempt.
        case preparing
        /// Waits for a permit.
        case queued
        /// Sent and not answered.
        case sent(at: Instant)
        /// The upstream answered with an error; its body is being collected.
        case refusing(UpstreamHead, at: Date, body: [UInt8])
        case streaming(ServerSentEventDecoder)
        /// The upstream ignored `stream` and sends one JSON body.
        case whole(body: [UInt8])
        /// What the upstream refuses is being stored. The failure is the client's if another attempt makes no sense.
        case learning(ExchangeAction.Lesson, ExchangeFailure)
        case backingOff(until: Instant)
        /// With what the client gets in one piece; nil where its stream had begun.
        case ended(ExchangeOpening?)
    }

    /// How far the client's answer has come.
    enum Delivery {
        /// Nothing is written: a failure has a status of its own, and another attempt is possible.
        case heldBack
        /// Part of the answer is written, and the client has none of it yet.
        case begun
        /// The head of the stream has gone out: a failure is an event in it.
        case streaming
        case done
    }

    /// Whether the client takes its answer.
    enum Client {
        case reading
        case blocked(since: Instant)
        /// It did not read for too long.
        case hungUp
    }

    let plan: ExchangePlan
    let id: ExchangeID
    let keyMask: KeyMask
    let server: ServerSettings
    let jitter: @Sendable () -> Double
    let arrived: Instant

    var state = State.preparing
    var delivery = Delivery.heldBack
    var client = Client.reading
    /// The moment of the present signal.
    var now: Instant
    var actions: [ExchangeAction] = []

    // MARK: Attempts
    /// The number of the present attempt; signals of others are ignored.
    var attempt = 0
    var adjustments = ExchangeAction.Adjustments()
    /// What the present attempt leaves out because the upstream has refused it.
    var leftOut: Set<String> = []
    /// Attempts that the upstream refused for their effort.
    var effortRefusals = 0

    // MARK: The answer
    var answer: any StreamMachine
    var context: ReplyContext
    var answerHeaders: [HeaderField] = []
    var assembler = MessageAssembler()
    var events: [MessageStreamEvent] = []
    var hasFirstToken = false
    /// The end of what was captured last, where it may be the beginning of a key.
    var possibleKey: [UInt8] = []

    // MARK: Output
    /// What has been written to the stream and is not on record.
    var output: [UInt8] = []
    /// What is on record and not with the client.
    var ready: ByteBuffer?
    /// How much an answer that is not streamed has taken so far.
    var foldedBytes = 0

    // MARK: Time
    var alarm: Instant?
    var lastRead: Instant
    var lastWritten: Instant
    var lastProgress: Instant

    /// An error body larger than this is cut: it is shown to a person, not parsed for data.
    static let errorBodyLimit = 1 << 20

    init(
        _ plan: ExchangePlan,
        id: ExchangeID,
        server: ServerSettings,
        arrived: Instant,
        jitter: @escaping @Sendable () -> Double
    ) {
        self.plan = plan
        self.id = id
        keyMask = plan.upstream.keyMask
        self.server = server
        self.arrived = arrived
        self.jitter = jitter
        context = ReplyContext(
            messageID: plan.target.messageID,
            requestedModel: plan.request.model,
            upstreamModel: plan.target.model
        )
        answer = plan.dialect.makeStreamMachine(context)
        now = arrived
        lastRead = arrived
        lastWritten = arrived
        lastProgress = arrived
    }

    var hasEnded: Bool { if case .ended = state { true } else { false } }
    var wantsStream: Bool { plan.request.wantsStream }

    /// Takes a signal; returns what is to be done because of it, in order.
    mutating func receive(_ signal: ExchangeSignal, at moment: Instant) -> [ExchangeAction] {
        now = moment
        switch signal {
        case .turnEnded: endTurn()
        case .clientBlocked: if case .reading = client { client = .blocked(since: now) }
        case .clientReady: unblock()
        case .start, .prepared, .untranslatable, .learned, .permitted, .head, .body, .end, .lost, .alarm, .clientGone,
            .serverEnding:
            if !hasEnded { take(signal) }
        }
        defer { actions = [] }
        return actions
    }

    private mutating func take(_ signal: ExchangeSignal) {
        switch signal {
        case .start: prepare()
        case .prepared(let attempt): begin(attempt)
        case .untranslatable(let invalid): refuse(invalid)
        case .learned(let memory): goOn(memory)
        case .permitted(let attempt): if attempt == self.attempt { send() }
        case .head(let head, let attempt, let date): if attempt == self.attempt { begin(head, at: date) }
        case .body(let buffer, let attempt): if attempt == self.attempt { read(buffer) }
        case .end(let attempt): if attempt == self.attempt { endOfAnswer() }
        case .lost(let error, let attempt): if attempt == self.attempt { lose(error) }
        case .alarm: lookAtClock()
        case .clientGone: end(.cancelled)
        case .serverEnding: endWithServer()
        case .clientBlocked, .clientReady, .turnEnded: break
        }
    }

    mutating func record(_ change: ExchangeChange) {
        actions.append(.record(change))
    }

    /// Goes to another state, and gives back what the present one holds at the upstream.
    mutating func leave(for next: State, call: ExchangeAction = .cancelCall) {
        switch state {
        case .sent, .refusing, .streaming, .whole: actions += [call, .leaveGate]
        case .queued: actions.append(.leaveGate)
        case .preparing, .learning, .backingOff, .ended: break
        }
        state = next
    }
}
