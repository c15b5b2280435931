import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What is done about an attempt that failed.
@Suite struct ExchangeRetryTableTests {
    private static let written = [
        "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
        "message_stop",
    ]
    private static let busy = #"{"error":{"message":"Busy."}}"#
    private static let soon = [HeaderField("retry-after-ms", "5")]

    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 529])
    func `a transient status is tried again after its wait, and the client learns nothing of it`(status: Int) throws {
        let rig = try ExchangeRig()
        rig.take(.start)
        #expect(rig.done() == ["send 1"])

        rig.take(all: .refusal(status, Self.busy, Self.soon))
        #expect(rig.done() == ["cancel", "leave"])
        rig.pass(.milliseconds(4))
        #expect(rig.done() == [])
        rig.pass(.milliseconds(1))
        #expect(rig.done() == ["send 2"])
        #expect(rig.sent[0] == rig.sent[1])

        rig.take(all: .wholeAnswer(attempt: 2))
        #expect(rig.done() == ["let end", "leave", "ended", "stream"] + Self.written + ["finish"])
        #expect(rig.outcome == .finished(.endTurn))
    }

    @Test(arguments: [(400, 400), (401, 401), (403, 403), (404, 400), (413, 413), (422, 400)])
    func `a final status is the client's at once`(status: Int, answered: Int) throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(all: .refusal(status, #"{"error":{"message":"No."}}"#, Self.soon))

        #expect(rig.done() == ["send 1", "cancel", "leave", "ended", "error \(answered)"])
        rig.pass(.seconds(3600))
        #expect(rig.done() == [])
    }

    @Test(arguments: [0, 1, 2])
    func `when the tries are used up, the client gets the last error`(retries: Int) throws {
        let rig = try ExchangeRig { $0.upstreams[0].retries = retries }
        rig.take(.start)
        for attempt in 1...retries + 1 {
            rig.take(all: .refusal(503, Self.busy, Self.soon, attempt: attempt)).pass(.seconds(1))
        }

        #expect(rig.sent.count == retries + 1)
        #expect(rig.done().suffix(2) == ["ended", "error 529"])
        #expect(rig.failures.count == retries + 1)
    }

    @Test(arguments: [(21, false), (22, true)])
    func `only a wait that ends before commit_after is waited for`(commitAfter: Int, waits: Bool) throws {
        let rig = try ExchangeRig { $0.server.commitAfter = .seconds(commitAfter) }
        rig.take(.start).take(all: .refusal(429, Self.busy, [HeaderField("retry-after", "21")]))
        rig.pass(.seconds(21))

        #expect(rig.done() == ["send 1", "cancel", "leave"] + (waits ? ["send 2"] : ["ended", "error 429"]))
    }

    @Test func `a lost connection and an answer that breaks off are tried again before any output`() throws {
        for last: [ExchangeSignal] in [
            [.lost(.connectionLost(.library("cut")), attempt: 1)],
            [.head(), .lost(.connectionLost(.noAnswer), attempt: 1)],
            [.head(), .end(attempt: 1)], [.end(attempt: 1)],
        ] {
            let rig = try ExchangeRig()
            rig.take(.start).take(all: last).pass(.seconds(10))

            #expect(rig.done().filter { $0.hasPrefix("send") } == ["send 1", "send 2"])
        }
    }

    @Test func `nothing is tried again once the client has seen output`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(.head(), .delta("Some")).take(.lost(.connectionLost(.library("cut")), attempt: 1))

        #expect(rig.sent.count == 1)
        #expect(rig.done().suffix(5) == ["cancel", "leave", "ended", "error", "finish"])
        #expect(rig.opening?.isStream == true)
    }

    @Test(arguments: DialectName.translated)
    func `an error inside the stream before any output is tried again like a status`(_ api: DialectName) throws {
        let rig = try ExchangeRig(api)
        let limit = ExchangeSignal.error(api, "rate_limit_exceeded", "Please try again in 5ms.")
        rig.take(.start).take(.head(), .began(api), limit).pass(.milliseconds(5))

        #expect(rig.done() == ["send 1", "cancel", "leave", "send 2"])
        #expect(rig.failures.map(\.line) == ["rate_limit_error: Please try again in 5ms."])
    }

    @Test func `signals of an attempt that was given up change nothing`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(all: .refusal(503, Self.busy, Self.soon))
        rig.take(.head(), .delta("late"), .end(attempt: 1)).pass(.milliseconds(5))
        #expect(rig.done() == ["send 1", "cancel", "leave", "send 2"])
        rig.take(.head(), .delta("late"), .end(attempt: 1))
        #expect(rig.done() == [])

        rig.take(all: .wholeAnswer(attempt: 2))
        #expect(rig.outcome == .finished(.endTurn))
        #expect(!rig.answer.contains("late"))
    }

    @Test func `what follows an error in its own answer is not taken for the next one's`() throws {
        let rig = try ExchangeRig(.responses) { $0.upstreams[0].retries = 0 }
        let unsealable = #"{"type":"error","code":"invalid_encrypted_content","message":"x"}"#
        rig.take(.start).take(.head(), .event(unsealable), .event(#"{"type":"response.created"}"#), .end(attempt: 1))

        #expect(rig.done() == ["send 1", "cancel", "leave", "send 2"])
        #expect(rig.outcome == nil)
    }

    // MARK: Refused parameters

    private static let refusal = #"{"error":{"code":"unsupported_parameter","param":"temperature","message":"x"}}"#
    private static let warm = RunningEngine.question(model: "claude-sonnet-4-5").setting("temperature", to: 0.5)

    @Test(arguments: [
        #"{"error":{"message":"Unsupported.","param":"temperature","code":"unsupported_parameter"}}"#,
        #"{"error":{"message":"Unsupported.","param":"reasoning_effort","code":"unsupported_value"}}"#,
        #"{"error":{"message":"Cannot be opened.","code":"invalid_encrypted_content"}}"#,
    ])
    func `a request that is passed on is never sent in another form`(refusal: String) throws {
        let rig = try ExchangeRig { $0.upstreams[0].api = UpstreamAPI(.anthropic) }
        rig.take(.start).take(all: .refusal(400, refusal))

        #expect(rig.done() == ["send 1", "cancel", "leave", "ended", "error 400"])
        rig.pass(.seconds(3600))
        #expect(rig.sent.count == 1)
    }

    @Test func `a request that is passed on is tried again as it is`() throws {
        let rig = try ExchangeRig { $0.upstreams[0].api = UpstreamAPI(.anthropic) }
        rig.take(.start).take(all: .refusal(503, Self.busy, Self.soon)).pass(.milliseconds(5))

        #expect(rig.done().filter { $0.hasPrefix("send") } == ["send 1", "send 2"])
        #expect(rig.sent[0] == rig.sent[1])
    }
}

extension ExchangeOpening {
    var isStream: Bool { if case .stream = self { true } else { false } }
}
