import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// An exchange without sockets on either side: what the upstream sends, and when, is the test's decision.
@Suite(.untilHung)
struct ExchangeRunTests {
    /// An upstream whose answers are delivered by hand.
    private final class Upstream: Sendable {
        struct Call: Sendable {
            var request: UpstreamRequest
            var inbox: UpstreamInbox
            var attempt: Int
            var isCancelled = false
        }

        let calls = Observed<[Call]>([])

        var client: UpstreamClient {
            UpstreamClient { [calls] request, inbox, attempt in
                let number = calls.update { calls in
                    calls.append(Call(request: request, inbox: inbox, attempt: attempt))
                    return calls.count - 1
                }
                return UpstreamCall { calls.update { $0[number].isCancelled = true } }
            }
        }

        func send(_ events: String...) {
            for call in calls.value.suffix(1) {
                call.inbox.deliver(.head(UpstreamHead(status: 200, headers: [])), attempt: call.attempt)
                sendMore(events)
            }
        }

        func sendMore(_ events: [String]) {
            for call in calls.value.suffix(1) {
                for event in events {
                    call.inbox.deliver(.body(ByteBuffer(string: "data: \(event)\n\n")), attempt: call.attempt)
                }
            }
        }
    }

    private let upstream = Upstream()
    private let clock = ManualClock()
    private let engine: Engine

    init() {
        var config = Config.default
        config.clientKeys = []
        config.telemetry.log = nil
        config.upstreams[0].api = .chat
        var options = Engine.Options()
        options.upstream = upstream.client
        options.clock = clock.engineClock
        engine = Engine(config, options: options)
    }

    private func start(streamed: Bool = true) throws -> ExchangeRun {
        let body = Array(RunningEngine.question(streamed: streamed).text.utf8)
        let request = ClientRequest(id: ExchangeID(run: 1, sequence: 1), headers: [], body: body)
        guard case .running(let run) = try engine.bridge.begin(request) else { throw CancellationError() }
        return run
    }

    private static func delta(_ text: String) -> String {
        #"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#
    }

    private static let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#

    @Test func `an answer opens with its first output and is read piece by piece`() async throws {
        let run = try start()
        async let opening = run.open()
        try await upstream.calls.wait { $0.count == 1 }
        upstream.send(Self.delta("Hello"))

        guard case .stream = await opening else {
            Issue.record("not a stream")
            return
        }
        let first = await run.next().map { String(buffer: $0) }
        #expect(first?.hasPrefix("event: message_start") == true)
        upstream.sendMore([Self.end, "[DONE]"])
        let rest = await run.next().map { String(buffer: $0) }
        #expect(rest?.hasSuffix("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n") == true)
        #expect(await run.next() == nil)
    }

    @Test(arguments: [true, false])
    func `a client that had gone before the start costs nothing upstream`(streamed: Bool) async throws {
        let run = try start(streamed: streamed)
        run.cancel()

        guard case .error(let error, _) = await run.open() else {
            Issue.record("not an error")
            return
        }
        #expect(APIError(error).status == 499)
        #expect(upstream.calls.value.isEmpty)
        #expect(engine.ring.exchanges().map(\.outcome) == [.cancelled])
    }

    @Test func `cancelling ends the call, the reading and the record, once`() async throws {
        let run = try start()
        async let opening = run.open()
        try await upstream.calls.wait { $0.count == 1 }
        upstream.send(Self.delta("Hello"))
        _ = await opening
        _ = await run.next()
        for _ in 0..<2 { run.cancel() }

        #expect(await run.next() == nil)
        #expect(upstream.calls.value.map(\.isCancelled) == [true])
        #expect(engine.ring.exchanges().map(\.outcome) == [.cancelled])
    }

    @Test func `a reader whose task is cancelled cancels the exchange`() async throws {
        let run = try start()
        let reading = Task { await run.open() }
        try await upstream.calls.wait { $0.count == 1 }
        reading.cancel()
        _ = await reading.value

        #expect(upstream.calls.value.map(\.isCancelled) == [true])
        #expect(engine.ring.exchanges().map(\.outcome) == [.cancelled])
    }

    @Test func `progress is published at most ten times a second`() async throws {
        let run = try start()
        async let opening = run.open()
        try await upstream.calls.wait { $0.count == 1 }
        upstream.send(Self.delta("0"))
        _ = await opening
        _ = await run.next()
        var emitted: [Int] = []
        for _ in 0..<35 {
            clock.advance(by: .milliseconds(10))
            upstream.sendMore([Self.delta("ten bytes!")])
            _ = await run.next()
            // The ring is updated with each event on the bus.
            let tokens = engine.ring.exchanges().first?.usage?.outputTokens ?? 0
            if tokens != emitted.last ?? 0 { emitted.append(tokens) }
        }

        // After 100, 200 and 300 milliseconds, four bytes a token.
        #expect(emitted == [26, 51, 76])
        run.cancel()
    }
}
