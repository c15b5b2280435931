import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Until the first output a failure is an HTTP status; after it, an event in the stream; and never a whole answer.
@Suite struct ExchangeFailureTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var api: DialectName
        var streamed: Bool

        var testDescription: String { "\(api), \(streamed ? "streamed" : "whole")" }

        /// An exchange without retries that has been sent.
        func rig() throws -> ExchangeRig {
            let question = RunningEngine.question(streamed: streamed)
            return try ExchangeRig(api, question) { $0.upstreams[0].retries = 0 }.take(.start)
        }

        /// An error no retry mends.
        var bad: ExchangeSignal { .error(api, "invalid_value", "No such thing.") }
    }

    static let cases = DialectName.translated.flatMap { api in [true, false].map { Case(api: api, streamed: $0) } }
    static let streamed = cases.filter(\.streamed)
    static let whole = cases.filter { !$0.streamed }

    @Test(arguments: cases)
    func `an error inside the stream before any output has its own status`(_ test: Case) throws {
        let rig = try test.rig().take(.head(), .began(test.api))
        #expect(rig.done() == ["send 1"])
        rig.take(test.bad)

        #expect(rig.done() == ["cancel", "leave", "ended", "error 400"])
        #expect(rig.error?.message == "No such thing.")
    }

    @Test func `an error event with its fields in an object is read as well`() throws {
        let rig = try Case(api: .responses, streamed: true).rig()
        rig.take(.head(), .event(#"{"type":"error","error":{"code":"invalid_value","message":"No such thing."}}"#))

        #expect(rig.error?.message == "No such thing.")
    }

    @Test(arguments: streamed)
    func `an error after output is the stream's last event`(_ test: Case) throws {
        let rig = try test.rig().take(.head(), .began(test.api), .delta("Some", test.api), test.bad)

        let stream = try StreamedAnswer(parsing: rig.answer)
        #expect(stream.violation == nil)
        #expect(stream.text == "Some")
        #expect(stream.error?.type == "invalid_request_error")
        #expect(stream.error?.message == "No such thing.")
        #expect(!stream.names.contains("message_stop"))
        #expect(rig.outcome?.label == "invalid_request_error")
    }

    @Test(arguments: whole)
    func `without stream an error in the middle is a status`(_ test: Case) throws {
        let rig = try test.rig().take(.head(), .began(test.api), .delta("Some", test.api), test.bad)

        #expect(rig.done() == ["send 1", "cancel", "leave", "ended", "error 400"])
        #expect(rig.error?.message == "No such thing.")
    }

    @Test(arguments: cases, [true, false])
    func `an answer that is cut or ends early is never whole`(_ test: Case, isCut: Bool) throws {
        let last: ExchangeSignal = isCut ? .lost(.connectionLost(.noAnswer), attempt: 1) : .end(attempt: 1)
        let rig = try test.rig().take(.head(), .began(test.api), .delta("Half", test.api), last)

        guard test.streamed else {
            #expect(rig.done().last == "error 500")
            return
        }
        let stream = try StreamedAnswer(parsing: rig.answer)
        #expect(stream.violation == nil)
        #expect(stream.text == "Half")
        #expect(stream.error?.type == "api_error")
        #expect(!stream.names.contains("content_block_stop"))
    }

    @Test(arguments: [(false, 429, "rate_limit_error"), (true, 200, "rate_limit_error")])
    func `response failed is a status before output, and an error after it`(
        after output: Bool,
        status: Int,
        type: String
    ) throws {
        let rig = try Case(api: .responses, streamed: true).rig().take(.head())
        if output { rig.take(.delta("Some", .responses)) }
        let error = #"{"code":"rate_limit_exceeded","message":"Too fast."}"#
        rig.take(.event(#"{"type":"response.failed","response":{"status":"failed","error":\#(error),"output":[]}}"#))

        #expect(rig.opening?.isStream == output)
        let stream = try output ? StreamedAnswer(parsing: rig.answer) : nil
        #expect((stream?.error?.type ?? rig.error?.kind.rawValue) == type)
        #expect(output || rig.error?.status == status)
    }

    @Test(arguments: cases)
    func `a 200 without an answer is an error`(_ test: Case) throws {
        let rig = try test.rig()
        rig.take(
            .head(200, [HeaderField("content-type", "text/html")]),
            .text("<html>Log in</html>"),
            .end(attempt: 1)
        )

        #expect(rig.done().last == "error 500")
    }

    @Test(arguments: cases)
    func `a 200 whose JSON is broken is an error`(_ test: Case) throws {
        let rig = try test.rig()
        rig.take(
            .head(200, [HeaderField("content-type", "application/json")]),
            .text("{\"output\":["),
            .end(attempt: 1)
        )

        #expect(rig.done().last == "error 500")
        #expect(rig.failures.map(\.label) == ["not_json"])
    }

    @Test(arguments: cases)
    func `a policy's refusal is an answer that refuses, so that the client does not retry`(_ test: Case) throws {
        let rig = try test.rig()
        rig.take(all: .refusal(400, #"{"error":{"code":"content_policy_violation","message":"Against the rules."}}"#))

        #expect(rig.outcome == .finished(.refusal))
        #expect(rig.sent.count == 1)
        guard test.streamed else {
            #expect(rig.whole?["stop_reason"]?.string == "refusal")
            return
        }
        let stream = try StreamedAnswer(parsing: rig.answer)
        #expect(stream.violation == nil)
        #expect(stream.stopReason == "refusal")
        #expect(stream.text == "Against the rules.")
    }
}
