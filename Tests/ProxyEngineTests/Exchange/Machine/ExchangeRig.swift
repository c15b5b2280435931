import Foundation
import NIOCore
import TestSupport
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// An exchange without sockets, locks and time of its own: what the upstream sends, and when, is the table's decision.
///
/// Translates and learns as the driver does, and grants permits unless set otherwise. Everything else that the machine
/// wants done is kept as a word each.
final class ExchangeRig {
    private(set) var machine: ExchangeMachine
    private let plan: ExchangePlan
    private let services: ExchangeServices
    private let start = ContinuousClock.now
    private(set) var now: ContinuousClock.Instant
    private var alarm: ContinuousClock.Instant?
    /// What was to be done since the last look.
    private var words: [String] = []
    private(set) var opening: ExchangeOpening?
    private(set) var answer = ""
    private(set) var outcome: Exchange.Outcome?
    /// The bodies that were sent.
    private(set) var sent: [JSON] = []
    private(set) var progress: [Int] = []
    private(set) var failures: [ExchangeFailure] = []
    private(set) var notes: [TranslationNote] = []
    /// What the upstream turned out to refuse.
    private(set) var refused: [String] = []
    var grantsPermits = true

    init(
        _ api: DialectName = .chat,
        _ question: JSON = RunningEngine.question(),
        refusals: RefusalMemory = RefusalMemory(),
        configure: (inout Config) -> Void = { _ in }
    ) throws {
        var config = Config.default
        config.clientKeys = []
        config.telemetry.log = nil
        config.upstreams[0].api = api == .chat ? .chat : .responses
        config.upstreams[0].retries = 1
        configure(&config)
        var options = Engine.Options()
        options.upstream = UpstreamClient { _, _, _ in UpstreamCall {} }
        let bridge = Engine(config, options: options).bridge
        var services = bridge.services
        services.refusals = refusals
        self.services = services
        let client = ClientRequest(id: ExchangeID(run: 1, sequence: 1), headers: [], body: Array(question.text.utf8))
        var recorder = bridge.makeRecorder(client, .messages)
        plan = try bridge.plan(client, .createMessage, &recorder)
        now = start
        machine = ExchangeMachine(
            plan,
            id: client.id,
            server: config.server,
            arrived: start,
            jitter: { 0 }
        )
    }

    /// The error that the client got in place of an answer.
    var error: APIError? {
        if case .error(let failure, _)? = opening { APIError(failure) } else { nil }
    }

    /// The whole message that it got.
    var whole: JSON? {
        if case .whole(let body, _)? = opening { try? JSON(parsing: body) } else { nil }
    }

    /// What was to be done since the last call.
    func done() -> [String] {
        defer { words = [] }
        return words
    }

    /// Takes signals that come together.
    @discardableResult
    func take(_ signals: ExchangeSignal...) -> Self {
        take(all: signals)
    }

    @discardableResult
    func take(all signals: [ExchangeSignal]) -> Self {
        for signal in signals { receive(signal) }
        receive(.turnEnded)
        return self
    }

    /// Lets time pass; the alarm rings when it is due and at no other time.
    @discardableResult
    func pass(_ duration: Duration) -> Self {
        let end = now + duration
        while let due = alarm, due <= end {
            now = max(now, due)
            alarm = nil
            take(.alarm)
        }
        now = end
        return self
    }

    private func receive(_ signal: ExchangeSignal) {
        for action in machine.receive(signal, at: now) { perform(action) }
    }

    private func perform(_ action: ExchangeAction) {
        switch action {
        case .prepare(let adjustments): prepare(adjustments)
        case .learn(.parameter(let name)):
            receive(.learned(services.refusals.remember(name, upstream: upstream, model: model)))
        case .learn(.effort(let effort, _)):
            receive(.learned(services.refusals.remember(effort, upstream: upstream, model: model)))
        case .enterGate(let attempt): if grantsPermits { receive(.permitted(attempt: attempt)) }
        case .leaveGate: words.append("leave")
        case .send(let attempt): words.append("send \(attempt)")
        case .cancelCall: words.append("cancel")
        case .letCallEnd: words.append("let end")
        case .hangUp: words.append("hang up")
        case .finish: words.append("finish")
        case .setAlarm(let deadline): alarm = min(deadline, alarm ?? deadline)
        case .write(let bytes): write(bytes)
        case .open(let opening): open(opening)
        case .record(let change): record(change)
        case .learnCount: break
        }
    }

    private var upstream: String { plan.upstream.name }
    private var model: String { plan.target.model }

    private func prepare(_ adjustments: ExchangeAction.Adjustments) {
        do {
            let attempt = try plan.prepared(adjustments, services)
            sent.append((try? JSON(parsing: attempt.translated.body)) ?? .null)
            receive(.prepared(attempt))
        } catch {
            receive(.untranslatable(error))
        }
    }

    private func write(_ bytes: ByteBuffer) {
        let text = String(buffer: bytes)
        answer += text
        words += text.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
    }

    private func open(_ opening: ExchangeOpening) {
        self.opening = opening
        switch opening {
        case .error(let failure, _): words.append("error \(APIError(failure).status)")
        case .whole: words.append("whole")
        case .stream: words.append("stream")
        case .wholeStream: words.append("whole stream")
        }
    }

    private func record(_ change: ExchangeChange) {
        switch change {
        case .ended(let outcome):
            self.outcome = outcome
            words.append("ended")
        case .progressed(let summary): progress.append(summary.estimatedOutputTokens)
        case .attemptFailed(let failure): failures.append(failure)
        case .prepared(let attempt): notes = attempt.translated.notes
        case .parameterRefused(let parameter): refused.append(parameter)
        default: break
        }
    }
}
