import NIOCore
import ProxyEngine
import Synchronization
import Translation

/// Delivers an answer, one part each time the pace allows.
///
/// At the story's pace a part is delivered once the previous one has been taken, and the clock stands still in between:
/// all readers of the clock see the same time in every run.
final class MockDelivery: Sendable {
    private struct Part {
        let after: Duration
        let signals: [UpstreamSignal]
    }

    /// How often to check whether the previous part has been taken.
    private static let pollInterval: TimeAmount = .microseconds(100)
    /// The wait for a reader is limited to about five seconds.
    private static let mostPolls = 50_000

    private let parts: [Part]
    /// The `retry-after` of a failure.
    private let retryAfter: Duration?
    private let receiver: any UpstreamReceiver
    private let attempt: Int
    private let pace: MockPace
    private let isCancelled = Atomic(false)

    init(_ answer: MockAnswer, to receiver: any UpstreamReceiver, attempt: Int, pace: MockPace) {
        self.receiver = receiver
        self.attempt = attempt
        self.pace = pace
        switch answer {
        case .stream(let frames, let timing, let staysOpen):
            var parts = [Part(after: timing.firstByte, signals: [.head(Self.head(200, "text/event-stream"))])]
            for (index, frame) in frames.enumerated() {
                let isLast = index == frames.count - 1 && !staysOpen
                let body = UpstreamSignal.body(ByteBuffer(string: frame))
                let after = index == 0 ? timing.firstPiece : timing.piece
                parts.append(Part(after: after, signals: isLast ? [body, .end] : [body]))
            }
            self.parts = parts
            retryAfter = nil
        case .json(let json):
            parts = [Part(after: pace.brief, signals: Self.whole(200, json))]
            retryAfter = nil
        case .error(let failure, let parameter):
            let signals = Self.whole(failure.status, failure.json(parameter), retryAfter: failure.retryAfter)
            parts = [Part(after: pace.brief, signals: signals)]
            retryAfter = failure.retryAfter.map { .seconds($0) }
        }
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    func start(on eventLoop: any EventLoop) {
        next(parts[...], on: eventLoop)
    }

    private func next(_ rest: ArraySlice<Part>, on eventLoop: any EventLoop) {
        guard let part = rest.first else { return passRetry(on: eventLoop) }
        let deliver: @Sendable () -> Void = { [self] in
            guard !isCancelled.load(ordering: .relaxed) else { return }
            for signal in part.signals { receiver.deliver(signal, attempt: attempt) }
            next(rest.dropFirst(), on: eventLoop)
        }
        switch pace {
        case .real:
            eventLoop.scheduleTask(in: TimeAmount(part.after), deliver)
        case .story(let clock):
            whenTaken(on: eventLoop, unlessCancelled: true) {
                clock.advance(by: part.after)
                deliver()
            }
        }
    }

    /// Advances the story's clock by the wait before the next attempt.
    private func passRetry(on eventLoop: any EventLoop) {
        guard let retryAfter, case .story(let clock) = pace else { return }
        whenTaken(on: eventLoop, unlessCancelled: false) { [receiver] in
            clock.advance(by: retryAfter)
            receiver.tick()
        }
    }

    private func whenTaken(
        on eventLoop: any EventLoop,
        unlessCancelled: Bool,
        polls: Int = 0,
        _ body: @escaping @Sendable () -> Void
    ) {
        if unlessCancelled, isCancelled.load(ordering: .relaxed) { return }
        if receiver.isAwaited { return body() }
        guard polls < Self.mostPolls else { return }
        eventLoop.scheduleTask(in: Self.pollInterval) { [self] in
            whenTaken(on: eventLoop, unlessCancelled: unlessCancelled, polls: polls + 1, body)
        }
    }

    // MARK: Parts

    private static func whole(_ status: Int, _ json: String, retryAfter: Int? = nil) -> [UpstreamSignal] {
        [.head(head(status, "application/json", retryAfter: retryAfter)), .body(ByteBuffer(string: json)), .end]
    }

    private static func head(_ status: Int, _ type: String, retryAfter: Int? = nil) -> UpstreamHead {
        var headers = [
            HeaderField("content-type", type), HeaderField("x-request-id", "req_mock"),
            HeaderField("x-ratelimit-limit-requests", "10000"),
            HeaderField("x-ratelimit-remaining-requests", "9999"),
        ]
        if let retryAfter { headers.append(HeaderField("retry-after", String(retryAfter))) }
        return UpstreamHead(status: status, headers: headers)
    }
}

extension MockReply.Failure {
    fileprivate func json(_ parameter: String?) -> String {
        var json = JSONWriter()
        json.object { json in
            json.object("error") { json in
                json.member("message", message)
                json.member("type", type)
                if let parameter { json.member("param", parameter) } else { json.null("param") }
                if let code { json.member("code", code) } else { json.null("code") }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
