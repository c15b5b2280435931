import NIOCore
import Synchronization

/// Delivers an answer to an inbox, one frame each time the pace allows.
final class StandInDelivery: Sendable {
    private let answer: StandInAnswer
    private let inbox: UpstreamInbox
    private let attempt: Int
    private let pace: TimeAmount
    private let isCancelled = Atomic(false)

    init(_ answer: StandInAnswer, inbox: UpstreamInbox, attempt: Int, pace: Duration) {
        self.answer = answer
        self.inbox = inbox
        self.attempt = attempt
        self.pace = .nanoseconds(pace.nanoseconds)
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    func start(on eventLoop: any EventLoop) {
        switch answer {
        case .stream(let frames):
            deliver(head(200, "text/event-stream"))
            next(frames[...], on: eventLoop)
        case .json(let json):
            whole(200, json)
        case .error(let failure):
            var json = JSONWriter()
            json.object { json in
                json.object("error") { json in
                    json.member("message", failure.message)
                    json.member("type", failure.type)
                    json.null("param")
                    if let code = failure.code { json.member("code", code) } else { json.null("code") }
                }
            }
            whole(failure.status, String(decoding: json.bytes, as: UTF8.self), retryAfter: failure.retryAfter)
        }
    }

    private func next(_ frames: ArraySlice<String>, on eventLoop: any EventLoop) {
        guard !isCancelled.load(ordering: .relaxed) else { return }
        guard let frame = frames.first else {
            deliver(.end)
            return
        }
        deliver(.body(ByteBuffer(string: frame)))
        eventLoop.scheduleTask(in: pace) { self.next(frames.dropFirst(), on: eventLoop) }
    }

    private func whole(_ status: Int, _ json: String, retryAfter: Int? = nil) {
        deliver(head(status, "application/json", retryAfter: retryAfter))
        deliver(.body(ByteBuffer(string: json)))
        deliver(.end)
    }

    private func head(_ status: Int, _ type: String, retryAfter: Int? = nil) -> UpstreamSignal {
        var headers = [
            HeaderField("content-type", type), HeaderField("x-request-id", "req_standin"),
            HeaderField("x-ratelimit-limit-requests", "10000"),
            HeaderField("x-ratelimit-remaining-requests", "9999"),
        ]
        if let retryAfter { headers.append(HeaderField("retry-after", String(retryAfter))) }
        return .head(UpstreamHead(status: status, headers: headers))
    }

    private func deliver(_ signal: UpstreamSignal) {
        inbox.deliver(signal, attempt: attempt)
    }
}
