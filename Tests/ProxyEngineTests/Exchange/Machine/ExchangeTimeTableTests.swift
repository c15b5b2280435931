import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What happens because nothing has happened: timeouts, the beginning of a silent stream, pings.
@Suite struct ExchangeTimeTableTests {
    private static func rig(streamed: Bool = true, _ configure: (inout Config) -> Void = { _ in }) throws -> ExchangeRig
    {
        try ExchangeRig(.chat, RunningEngine.question(streamed: streamed)) { config in
            config.upstreams[0].timeouts.firstByte = .seconds(60)
            config.upstreams[0].timeouts.idle = .seconds(30)
            config.server.heartbeat = .seconds(15)
            config.server.commitAfter = .seconds(10)
            configure(&config)
        }
    }

    @Test func `an upstream that never answers is a 504, asked once`() throws {
        let rig = try Self.rig(streamed: false)
        rig.take(.start).pass(.milliseconds(59_999))
        #expect(rig.done() == ["send 1"])
        rig.pass(.milliseconds(1))

        #expect(rig.done() == ["cancel", "leave", "ended", "error 504"])
    }

    @Test func `an upstream that sends a head and nothing else is a 504`() throws {
        let rig = try Self.rig { $0.server.commitAfter = .seconds(100) }
        rig.take(.start).take(.head()).pass(.milliseconds(29_999))
        #expect(rig.done() == ["send 1"])
        rig.pass(.milliseconds(1))

        #expect(rig.done() == ["cancel", "leave", "ended", "error 504"])
    }

    @Test func `each byte of an answer puts the timeout off`() throws {
        let rig = try Self.rig(streamed: false)
        rig.take(.start).take(.head())
        for _ in 0..<5 { rig.pass(.seconds(29)).take(.text(": a comment\n\n")) }
        #expect(rig.done() == ["send 1"])
        rig.pass(.seconds(30))

        #expect(rig.done() == ["cancel", "leave", "ended", "error 504"])
    }

    @Test func `an upstream that falls silent in the middle is an error in the stream`() throws {
        let rig = try Self.rig { $0.server.heartbeat = .seconds(100) }
        rig.take(.start).take(.head(), .delta("Some")).pass(.seconds(30))

        #expect(rig.done().suffix(5) == ["cancel", "leave", "ended", "error", "finish"])
        #expect(rig.answer.contains("timeout_error"))
    }

    @Test func `the time in the queue is not the upstream's`() throws {
        let rig = try Self.rig(streamed: false)
        rig.grantsPermits = false
        rig.take(.start).pass(.seconds(600))
        #expect(rig.done() == [])
        rig.take(.permitted(attempt: 1)).pass(.seconds(59))

        #expect(rig.done() == ["send 1"])
        rig.take(all: .wholeAnswer())
        #expect(rig.done() == ["let end", "leave", "ended", "whole"])
    }

    @Test func `a silent upstream's stream begins at its time, and pings follow`() throws {
        let rig = try Self.rig()
        rig.take(.start).pass(.milliseconds(9_999))
        #expect(rig.done() == ["send 1"])
        rig.pass(.milliseconds(1))
        #expect(rig.done() == ["stream", "message_start"])
        rig.pass(.milliseconds(14_999))
        #expect(rig.done() == [])
        rig.pass(.milliseconds(1))
        #expect(rig.done() == ["ping"])
        rig.pass(.seconds(15))
        #expect(rig.done() == ["ping"])

        rig.take(.head(), .delta("At last."))
        #expect(rig.done() == ["content_block_start", "content_block_delta"])
    }

    @Test func `a silence in the middle of an answer is covered too, and not a moment too early`() throws {
        let rig = try Self.rig()
        rig.take(.start).take(.head(), .delta("a")).pass(.seconds(14)).take(.delta("b"))
        _ = rig.done()
        rig.pass(.milliseconds(14_999))
        #expect(rig.done() == [])
        rig.pass(.milliseconds(1))
        #expect(rig.done() == ["ping"])
    }

    @Test func `once the stream has begun, an error status is an event in it`() throws {
        let rig = try Self.rig()
        rig.take(.start).pass(.seconds(10))
        rig.take(all: .refusal(401, #"{"error":{"code":"invalid_api_key","message":"Wrong."}}"#))

        #expect(rig.done() == ["send 1", "stream", "message_start", "cancel", "leave", "ended", "error", "finish"])
        #expect(rig.answer.contains("authentication_error"))
    }

    /// An upstream with the same answer to every attempt: to wait 7 seconds.
    private static func busy(inside: Bool, attempt: Int) -> [ExchangeSignal] {
        let error = #"{"error":{"code":"rate_limit_exceeded","message":"Please try again in 7s."}}"#
        return inside
            ? [.head(attempt: attempt), .event(error, attempt: attempt)]
            : .refusal(429, "{}", [HeaderField("retry-after", "7")], attempt: attempt)
    }

    @Test(arguments: [true, false], [true, false])
    func `a wait that would outlast commit_after is the client's, with its status`(
        streamed: Bool,
        failsInside: Bool
    ) throws {
        let rig = try Self.rig(streamed: streamed) { $0.upstreams[0].retries = 2 }
        rig.take(.start).take(all: Self.busy(inside: failsInside, attempt: 1)).pass(.seconds(7))
        rig.take(all: Self.busy(inside: failsInside, attempt: 2))

        #expect(rig.done() == ["send 1", "cancel", "leave", "send 2", "cancel", "leave", "ended", "error 429"])
        guard case .error(let failure, _)? = rig.opening else {
            Issue.record("\(String(describing: rig.opening))")
            return
        }
        #expect(APIError(failure).retryAfter == 7)
    }

    @Test(arguments: [true, false])
    func `a stream that begins during the second attempt has one message_start`(failsInside: Bool) throws {
        let rig = try Self.rig()
        rig.take(.start).take(all: Self.busy(inside: failsInside, attempt: 1)).pass(.seconds(10))
        #expect(rig.done() == ["send 1", "cancel", "leave", "send 2", "stream", "message_start"])
        rig.take(all: .wholeAnswer(attempt: 2))

        #expect(rig.answer.components("event: message_start") == 1)
        #expect(rig.outcome == .finished(.endTurn))
    }

    @Test func `without stream nothing is written before the answer is whole`() throws {
        let rig = try Self.rig(streamed: false)
        rig.take(.start).pass(.seconds(50)).take(.head(), .delta("Now.")).pass(.seconds(29))

        #expect(rig.done() == ["send 1"])
        #expect(rig.opening == nil)
    }

    @Test func `progress is recorded at most ten times a second`() throws {
        let rig = try Self.rig()
        rig.take(.start).take(.head(), .delta("0"))
        for _ in 0..<35 { rig.pass(.milliseconds(10)).take(.delta("ten bytes!")) }

        // After 100, 200 and 300 milliseconds, four bytes a token.
        #expect(rig.progress == [26, 51, 76])
    }

    // MARK: A client that does not read

    @Test func `a client that leaves its answer unread for long is hung up on`() throws {
        let rig = try Self.rig()
        rig.take(.start).take(.head(), .delta("Some"), .clientBlocked)
        _ = rig.done()
        rig.pass(.milliseconds(29_999))
        #expect(rig.done() == [])
        rig.pass(.milliseconds(1)).take(.clientGone)

        #expect(rig.done().starts(with: ["hang up"]))
        #expect(rig.outcome == .cancelled)
    }

    @Test func `a client that reads again is no stall, and the upstream's silence counts from there`() throws {
        let rig = try Self.rig { $0.server.heartbeat = .seconds(100) }
        rig.take(.start).take(.head(), .delta("Some"), .clientBlocked).pass(.seconds(29)).take(.clientReady)
        _ = rig.done()
        rig.pass(.seconds(29))
        #expect(rig.done() == [])
        rig.pass(.seconds(1))

        #expect(rig.done().contains("error"))
    }
}

extension String {
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
