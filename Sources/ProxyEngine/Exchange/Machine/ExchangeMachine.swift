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
///         │                   │    └─error▶ refusing ──end──▶ ended, or, while the client has seen nothing,
///         └─ backingOff, learning ◀───────────────────────── one more attempt
struct ExchangeMachine: ~Copyable {
    typealias Instant = ContinuousClock.Instant

    enum State {
        /// Not started, or being translated for the next attempt.
        case preparing
        /// Waits for a permit.
        case queued
        /// Sent and not answered.
        case sent
        /// The upstream answered with an error; its body is being collected.
        case refusing(UpstreamHead, body: [UInt8])
        case streaming(ServerSentEventDecoder)
        /// The upstream ignored `stream` and sends one JSON body.
        case whole(body: [UInt8])
        /// What the upstream refuses is being stored. The failure is the client's if another attempt makes no sense.
        case learning(ExchangeAction.Lesson, ExchangeFailure)
        case backingOff(until: Instant)
        case ended
    }

    let plan: ExchangePlan
    let id: ExchangeID
    let keyMask: KeyMask
    let server: ServerSettings
    let jitter: @Sendable () -> Double
    let arrived: Instant

    var state = State.preparing
    /// The moment of the present signal.
    var now: Instant
    var actions: [ExchangeAction] = []

    // MARK: Attempts
    /// The number of the present attempt; signals of others are ignored.
    var attempt = 0
    var attemptBegan: Instant
    var adjustments = ExchangeAction.Adjustments()
    /// What the present attempt leaves out because the upstream has refused it.
    var leftOut: Set<String> = []
    /// Attempts that the upstream refused for their effort.
    var effortRefusals = 0
    var hasCall = false
    /// In the gate's queue, or through it.
    var isInGate = false

    // MARK: The answer
    var answer: any StreamMachine
    var context: ReplyContext
    var answerHeaders: [HeaderField] = []
    var headDate: Date
    var assembler = MessageAssembler()
    /// Set when the exchange ends badly before the client has seen anything.
    var failure: ExchangeFailure?
    var outcome: Exchange.Outcome?
    var received: [ServerSentEvent] = []
    var events: [MessageStreamEvent] = []
    var hasFirstToken = false
    /// The end of what was captured last, where it may be the beginning of a key.
    var heldBack: [UInt8] = []

    // MARK: Output
    /// What has been written since the record was told last.
    var output: [UInt8] = []
    /// What the record has and the client has not.
    var ready: ByteBuffer?
    var hasRecordedHead = false
    var wholeAnswer: [UInt8]?
    /// How much an answer that is not streamed has taken so far.
    var foldedBytes = 0
    var hasOpened = false
    /// The stream's head has gone to the client, so a failure can only be an event in it.
    var isStreamOpen = false
    var hasFinished = false
    /// Part of the answer has been written: another attempt would write it twice.
    var hasSpoken = false

    // MARK: Time
    var alarm: Instant?
    var lastRead: Instant
    var lastWritten: Instant
    var lastProgress: Instant
    /// Since when the client has not taken what it was given.
    var blockedSince: Instant?
    var hasHungUp = false

    /// An error body larger than this is cut: it is shown to a person, not parsed for data.
    static let errorBodyLimit = 1 << 20

    init(
        _ plan: ExchangePlan,
        id: ExchangeID,
        keyMask: KeyMask,
        server: ServerSettings,
        arrived: Instant,
        jitter: @escaping @Sendable () -> Double
    ) {
        self.plan = plan
        self.id = id
        self.keyMask = keyMask
        self.server = server
        self.arrived = arrived
        self.jitter = jitter
        context = ReplyContext(
            messageID: plan.target.messageID,
            requestedModel: plan.request.model,
            upstreamModel: plan.target.model
        )
        answer = plan.dialect.makeStreamMachine(context)
        headDate = .distantPast
        now = arrived
        attemptBegan = arrived
        lastRead = arrived
        lastWritten = arrived
        lastProgress = arrived
    }

    var hasEnded: Bool { if case .ended = state { true } else { false } }
    var wantsStream: Bool { plan.request.wantsStream }

    /// Takes a signal and appends what is to be done because of it.
    mutating func receive(_ signal: ExchangeSignal, at moment: Instant, into list: inout [ExchangeAction]) {
        // Collected in the caller's storage: nothing is allocated for a signal.
        swap(&actions, &list)
        defer { swap(&actions, &list) }
        now = moment
        switch signal {
        case .turnEnded: endTurn()
        case .clientBlocked: blockedSince = blockedSince ?? now
        case .clientReady: unblock()
        default: if !hasEnded { take(signal) }
        }
    }

    private mutating func take(_ signal: ExchangeSignal) {
        switch signal {
        case .start: prepare()
        case .prepared(let attempt): begin(attempt)
        case .untranslatable(let invalid): refuse(invalid)
        case .learned(let isNew, let isKept): goOn(isNew: isNew, isKept: isKept)
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
}
