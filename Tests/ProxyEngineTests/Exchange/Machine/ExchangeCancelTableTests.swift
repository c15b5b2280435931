import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What a client that leaves ends, and what an answer's end leaves behind.
@Suite struct ExchangeCancelTableTests {
    @Test func `a client that had gone before the start costs nothing upstream`() throws {
        let rig = try ExchangeRig()
        rig.take(.clientGone).take(.start)

        #expect(rig.done() == ["ended", "error 499"])
        #expect(rig.sent.isEmpty)
        #expect(rig.outcome == .cancelled)
    }

    @Test func `a client that leaves the queue is never asked for upstream`() throws {
        let rig = try ExchangeRig()
        rig.grantsPermits = false
        rig.take(.start).take(.clientGone)
        #expect(rig.done() == ["leave", "ended", "error 499"])
        rig.take(.permitted(attempt: 1))

        #expect(rig.done() == [])
    }

    @Test(arguments: [true, false])
    func `a client that leaves before the answer cancels the call`(streamed: Bool) throws {
        let rig = try ExchangeRig(.chat, RunningEngine.question(streamed: streamed))
        rig.take(.start).take(.clientGone)

        #expect(rig.done() == ["send 1", "cancel", "leave", "ended", "error 499"])
    }

    @Test func `a client that leaves in the middle of a stream cancels the call, once`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(.head(), .delta("Some"))
        _ = rig.done()
        rig.take(.clientGone).take(.clientGone).take(.delta("more"), .end(attempt: 1))

        #expect(rig.done() == ["cancel", "leave", "ended", "finish"])
        #expect(rig.outcome == .cancelled)
    }

    @Test func `a client that leaves while a retry is waited for ends that too`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(all: .refusal(503, "{}", [HeaderField("retry-after", "5")]))
        _ = rig.done()
        rig.take(.clientGone).pass(.seconds(60))

        #expect(rig.done() == ["ended", "error 499"])
        #expect(rig.sent.count == 1)
    }

    @Test func `a request that waits for a retry holds no permit`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(all: .refusal(503, "{}"))

        #expect(rig.done() == ["send 1", "cancel", "leave"])
    }

    @Test func `an answer that a stop sequence ended is not paid for any further`() throws {
        let question = RunningEngine.question().setting("stop_sequences", to: ["STOP"])
        let rig = try ExchangeRig(.chat, question)
        rig.take(.start).take(.head(), .delta("one two STOP three"), .event(ExchangeSignal.stop))

        #expect(rig.done().contains("cancel"))
        #expect(!rig.answer.contains("three"))
    }

    @Test func `output that comes together goes out in one piece`() throws {
        let rig = try ExchangeRig()
        rig.take(.start)
        _ = rig.done()
        rig.take(.head(), .delta("a"), .delta("b"), .delta("c"))

        #expect(
            rig.done() == [
                "stream", "message_start", "content_block_start", "content_block_delta", "content_block_delta",
                "content_block_delta",
            ]
        )
    }

    @Test func `the server's end is an error event in a stream that has begun`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(.head(), .delta("Some"))
        _ = rig.done()
        rig.take(.serverEnding).take(.delta("more"), .end(attempt: 1))

        #expect(rig.done() == ["cancel", "leave", "ended", "error", "finish"])
        #expect(rig.outcome == .failed(.shutdown))
    }

    @Test(arguments: [true, false])
    func `the server's end is a status for a client that has seen nothing`(streamed: Bool) throws {
        let rig = try ExchangeRig(.chat, RunningEngine.question(streamed: streamed))
        rig.take(.start)
        if !streamed { rig.take(.head(), .delta("Some")) }
        rig.take(.serverEnding)

        #expect(rig.done() == ["send 1", "cancel", "leave", "ended", "error 529"])
    }

    @Test func `an answer that is put together has a limit`() throws {
        let rig = try ExchangeRig(.chat, RunningEngine.question(streamed: false)) {
            $0.server.maxAnswer = ByteCount(bytes: 5000)
        }
        let piece = String(repeating: "x", count: 2000)
        rig.take(.start).take(.head(), .delta(piece), .delta(piece))
        #expect(rig.done() == ["send 1"])
        rig.take(.delta(piece))

        #expect(rig.done().prefix(3) == ["cancel", "leave", "ended"])
        #expect(rig.outcome == .failed(.transport(.answerTooLarge(limit: 5000))))
        #expect(rig.sent.count == 1)
    }

    @Test func `a stream has no such limit`() throws {
        let rig = try ExchangeRig { $0.server.maxAnswer = ByteCount(bytes: 5000) }
        rig.take(.start).take(.head())
        for _ in 0..<10 { rig.take(.delta(String(repeating: "x", count: 2000))) }

        #expect(rig.outcome == nil)
    }
}
