import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

@Suite struct ExplanationWordingTests {
    private static func explain(_ sample: SampleExchange) -> Explanation {
        Inspector(exchange: sample.exchange, stages: sample.stages).explanation
    }

    private static func refused(_ status: Int, _ body: String) throws -> Explanation {
        var sample = try SampleExchange(SampleExchange.request(tools: 6, messages: 3))
        sample.refuse(status, body)
        return explain(sample)
    }

    private static func body(
        _ message: String,
        code: String? = nil,
        type: String = "invalid_request_error",
        param: String? = nil
    )
        -> String
    {
        let code = code.map { "\"\($0)\"" } ?? "null"
        let param = param.map { "\"\($0)\"" } ?? "null"
        return #"{"error":{"message":"\#(message)","type":"\#(type)","param":\#(param),"code":\#(code)}}"#
    }

    @Test func `a refused tool schema names the tool and the place in it`() throws {
        let why = Self.explain(try SampleExchange.refusedSchema())
        #expect(why.sentence.hasPrefix(#"The upstream refused the tool "WebFetch" at tools[3]...url.format"#))
        #expect(why.sentence.contains("format"))
        #expect(why.action?.contains("/mcp") == true)
    }

    @Test(arguments: [
        (
            401, body("Incorrect API key provided.", code: "invalid_api_key"), "does not accept the key",
            "upstreams.local.api_key"
        ),
        (403, body("Not allowed.", type: "permission_error"), "may not do this", "upstreams.local.api_key"),
        (404, body("The model `x` does not exist", code: "model_not_found"), "has no model", "config.yaml:14"),
        (404, body("Not Found", type: "not_found"), "does not know the address (HTTP 404)", "upstreams.local.base_url"),
        (
            429, body("Rate limit reached. Please try again in 20s.", code: "rate_limit_exceeded", type: "tokens"),
            "rate limit", "in 20 seconds"
        ),
        (
            429, body("You exceeded your current quota.", code: "insufficient_quota", type: "insufficient_quota"),
            "quota of this key", "does not help"
        ),
        (
            400,
            body(
                "This model's maximum context length is 1000 tokens. However, your messages resulted in 2000 tokens.",
                code: "context_length_exceeded"
            ), "does not fit", "/compact"
        ),
        (
            400,
            body(
                "Unsupported parameter: 'logprobs' is not supported with this model.",
                code: "unsupported_parameter",
                param: "logprobs"
            ), #"does not take "logprobs""#, "catalog.glm-4.7.refuses: [logprobs]"
        ),
        (400, body("Messages must alternate."), "refused the request: Messages must alternate.", "2 shows"),
        (413, body("Too big."), "too large for the upstream", "/compact"),
        (500, body("Boom.", type: "server_error"), "The upstream failed: Boom.", "r"),
        (503, body("Try later.", type: "overloaded_error"), "overloaded", "later"),
        (500, "", "The upstream gave no reason (HTTP 500).", "bug report"),
        (400, "", "gave no reason", "2 shows"),
        (407, "", "The proxy in front of", "HTTPS_PROXY"),
    ])
    func `an upstream's refusal has its sentence and its action`(
        _ status: Int,
        _ body: String,
        _ sentence: String,
        _ action: String
    ) throws {
        let why = try Self.refused(status, body)
        #expect(why.sentence.contains(sentence), "\(why)")
        #expect(why.action?.contains(action) == true, "\(why)")
    }

    @Test(arguments: [
        (UpstreamError.connectTimeout, "No connection", "timeouts.connect"),
        (.connectionRefused(UpstreamPeer("127.0.0.1:1")), "Connection refused", "upstreams.local.base_url"),
        (.hostNotFound("api.example"), "Cannot resolve", "DNS"),
        (.tls(.notTLS), "TLS", "http:// instead of https://"),
        (
            .firstByteTimeout(.seconds(30)), "no first byte in time (30.0 seconds)",
            "upstreams.local.timeouts.first_byte"
        ),
        (.idleTimeout(.seconds(60)), "stopped sending", "upstreams.local.timeouts.idle"),
        (.connectionLost(.system(errorNumber: 104)), "was lost (errno 104)", "again"),
        (.unsendable(.badURL), "Cannot send", "base_url"),
    ])
    func `a failure on the way has its sentence and its action`(
        _ error: UpstreamError,
        _ sentence: String,
        _ action: String
    ) throws {
        var sample = try SampleExchange(SampleExchange.request(tools: 1, messages: 1))
        sample.fail(.transport(error))
        let why = Self.explain(sample)
        #expect(why.sentence.contains(sentence), "\(why)")
        #expect(why.action?.contains(action) == true, "\(why)")
    }

    @Test(arguments: [("reply-closed-early", "before the answer was complete"), ("reply-error-after-text", "")])
    func `a broken stream is explained as such`(_ fixture: String, _ sentence: String) throws {
        var sample = try SampleExchange(SampleExchange.request(tools: 1, messages: 1))
        try sample.stream(SampleExchange.fixture("chat/\(fixture)/reply.upstream.sse"))
        let why = Self.explain(sample)
        #expect(why.sentence.contains(sentence), "\(why)")
        #expect(why.action != nil)
    }

    @Test(arguments: [
        (Exchange.Outcome.cancelled, "closed the connection"), (.finished(.maxTokens), "cut off at the output limit"),
        (.finished(.refusal), "refused to answer"), (.finished(.endTurn), "nothing was lost"),
        (.counted(tokens: 12, isEstimate: true), "about 12"),
    ])
    func `outcomes without an error are explained too`(_ outcome: Exchange.Outcome, _ sentence: String) throws {
        var sample = try SampleExchange(SampleExchange.request(tools: 1, messages: 1))
        sample.exchange.outcome = outcome
        #expect(Self.explain(sample).sentence.contains(sentence))
    }

    @Test func `a lossy translation names the loss`() throws {
        var sample = try SampleExchange(SampleExchange.request(tools: 1, messages: 1))
        sample.exchange.notes.append(TranslationNote(.lossy, from: "messages[0].role", "it is sent as text"))
        sample.exchange.outcome = .finished(.endTurn)
        #expect(Self.explain(sample).sentence.contains("lost something at messages[0].role: it is sent as text"))
    }

    @Test func `a model that nothing maps is named, with the one that was meant`() throws {
        var exchange = Exchange(
            id: ExchangeID(run: 1, sequence: 1),
            endpoint: .messages,
            arrivedAt: SampleExchange.arrival
        )
        exchange.modelAsked = "claude-opsu-4"
        let nearest = UnroutedModel.Nearest(name: "claude-opus-4", pattern: "claude-opus-*")
        let model = UnroutedModel(asked: "claude-opsu-4", nearest: nearest, mapped: ["claude-opus-*"])
        exchange.outcome = .refused(.unrouted(model))
        let why = Explanation(exchange, nil)
        #expect(why.sentence == #"No model is mapped for "claude-opsu-4"."#)
        #expect(why.action?.hasPrefix(#"Did you mean "claude-opus-4" (claude-opus-* is mapped)?"#) == true)
    }

    @Test func `a malformed request is the client's`() throws {
        var exchange = Exchange(
            id: ExchangeID(run: 1, sequence: 1),
            endpoint: .messages,
            arrivedAt: SampleExchange.arrival
        )
        exchange.modelAsked = "claude-opus-4"
        exchange.outcome = .refused(.invalid(InvalidRequest(path: "messages[2].content", problem: "field required")))
        #expect(
            Explanation(exchange, nil).sentence
                == "Refused here, nothing was sent: messages[2].content: field required."
        )
    }
}
