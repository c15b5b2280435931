import Foundation
import Testing

@testable import Translation

@Suite struct OpenAIErrorTests {
    private static let now = Date(timeIntervalSince1970: 1_763_840_000)

    private func error(
        _ status: Int,
        _ body: String,
        _ headers: [(name: String, value: String)] = []
    ) -> OpenAIError {
        OpenAIError(status: status, headers: headers, body: Array(body.utf8), now: Self.now)
    }

    @Test func `OpenAI's envelope is read in all its parts`() {
        let body =
            """
            {"error":{"message":"Bad.","type":"invalid_request_error","param":"reasoning.effort",
            "code":"unsupported_value"}}
            """

        let error = error(400, body, [("X-Request-ID", "req_9")])

        #expect(error.status == 400)
        #expect(error.type == "invalid_request_error")
        #expect(error.code == "unsupported_value")
        #expect(error.parameter == "reasoning.effort")
        #expect(error.message == "Bad.")
        #expect(error.requestID == "req_9")
    }

    @Test(arguments: [
        (#"{"error":"Bad."}"#, "Bad."),
        (#"{"error":""}"#, "The upstream failed and did not say why."),
        (#"{"message":"Bad."}"#, "Bad."),
        (#"{"detail":"Bad."}"#, "Bad."),
        (#"{"object":"error","message":"Bad.","type":"BadRequestError","param":null,"code":400}"#, "Bad."),
        (#"{"type":"error","error":{"type":"invalid_request_error","message":"Bad."}}"#, "Bad."),
        (#"[{"error":{"code":400,"message":"Bad.","status":"INVALID_ARGUMENT"}}]"#, "Bad."),
        (#"{"error":{"message":{"nested":1}}}"#, #"{"nested":1}"#),
        (#"{"error":{"code":"odd_code"}}"#, "odd_code"),
        (#"{"error":{"reason":7}}"#, #"{"reason":7}"#),
        (#"{"detail":[{"type":"missing","loc":["body","input"],"msg":"Field required"}]}"#, "input: Field required"),
        ("plain words", "The upstream answered HTTP 400: plain words"),
        ("", "The upstream answered HTTP 400 and said nothing else."),
        (" \n ", "The upstream answered HTTP 400 and said nothing else."),
        ("{}", "The upstream answered HTTP 400: {}"),
        (
            "<html><head><title> Bad\n gateway </title></head></html>",
            "The upstream answered HTTP 400 with a web page: Bad\n gateway"
        ),
        ("<html><body>Oops</body></html>", "The upstream answered HTTP 400 with a web page."),
    ])
    func `any body has a message`(_ body: String, _ message: String) {
        #expect(error(400, body).message == message)
    }

    @Test func `bytes that are not text have a message`() {
        let error = OpenAIError(status: 502, headers: [], body: [0xFF, 0xFE, 0x00], now: Self.now)

        #expect(error.message.hasPrefix("The upstream answered HTTP 502"))
    }

    @Test func `a field that a validator refuses is the parameter`() {
        let body =
            #"{"detail":[{"type":"extra_forbidden","loc":["body","store"],"msg":"Extra inputs are not permitted"}]}"#

        #expect(error(422, body).parameter == "store")
        #expect(error(422, body).code == "extra_forbidden")
    }

    @Test func `a code that is a status is the status of an error in a stream`() throws {
        let chunk = try JSONDocument(#"{"error":{"code":429,"message":"Slow."}}"#).root

        #expect(try #require(OpenAIError(envelope: chunk)).status == 429)
    }

    @Test func `a long message is cut`() {
        #expect(error(500, #"{"error":{"message":"\#(String(repeating: "x", count: 9000))"}}"#).message.count == 2000)
    }

    @Test func `headers say how long to wait, before the message does`() {
        let body = #"{"error":{"message":"Please try again in 20s."}}"#

        #expect(error(429, body).retryAfter == .seconds(20))
        #expect(error(429, body, [("Retry-After", "7")]).retryAfter == .seconds(7))
        #expect(error(429, body, [("retry-after", "7"), ("retry-after-ms", "1500")]).retryAfter == .milliseconds(1500))
    }

    @Test func `the upstream's word on retrying is kept`() {
        #expect(error(500, "", [("x-should-retry", "false")]).shouldRetry == false)
        #expect(error(500, "", [("x-should-retry", "true")]).shouldRetry == true)
        #expect(error(500, "", [("x-should-retry", "maybe")]).shouldRetry == nil)
    }
}
