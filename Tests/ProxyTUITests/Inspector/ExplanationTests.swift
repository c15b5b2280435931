import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Each way to end has its sentence and its advice.
@Suite struct ExplanationTests {
    private static func explained(
        _ outcome: Exchange.Outcome,
        status: Int? = nil,
        _ change: (inout Exchange) -> Void = { _ in }
    ) -> Explanation {
        var exchange = SampleDay.exchange(1, at: 4) { $0.outcome = outcome }
        exchange.attempts = [Exchange.Attempt(status: status, began: .zero)]
        change(&exchange)
        return Explanation(exchange, nil)
    }

    @Test(arguments: [
        (UpstreamError.connectTimeout, "No connection to the upstream", "timeouts.connect"),
        (.connectionRefused(UpstreamPeer("h:1")), "Connection refused at the upstream's address, h:1", "base_url"),
        (.connectionRefused(UpstreamPeer("http://p:2", isProxy: true)), "Connection refused at the proxy", "NO_PROXY"),
        (.unreachable(UpstreamPeer("h:1")), "No route", "VPN"),
        (
            .proxy(UpstreamPeer("http://p:2", isProxy: true), .credentialsRequired), "requires a user name",
            "HTTPS_PROXY"
        ),
        (
            .proxy(UpstreamPeer("http://p:2", isProxy: true), .destinationRefused(status: 403)),
            "refuses to connect to the upstream's host (HTTP 403)", "NO_PROXY"
        ),
        (
            .proxy(UpstreamPeer("http://p:2", isProxy: true), .destinationUnreached(status: 502)),
            "The proxy http://p:2 cannot reach the upstream's host (HTTP 502).", "Try again later"
        ),
        (
            .proxy(UpstreamPeer("http://p:2", isProxy: true), .closed), "The proxy http://p:2 closed the connection.",
            "NO_PROXY"
        ),
        (.hostNotFound("h"), "Cannot resolve", "DNS"),
        (.tls(.certificate), "no trusted authority", "ca-certificates"),
        (.tls(.name), "for another name", "upstreams.openai.base_url"),
        (.tls(.notTLS), "does not speak TLS", "http:// instead of https://"),
        (.tls(.handshake), "handshake failed", "upstreams.openai.base_url"),
        (.firstByteTimeout(.seconds(600)), "no first byte in time (600", "timeouts.first_byte"),
        (.idleTimeout(.seconds(300)), "stopped sending in the middle of the answer (300", "timeouts.idle"),
        (.connectionLost(.library("HTTPParserError")), "was lost (HTTPParserError).", "Try again"),
        (.notHTTP, "is not valid HTTP", "upstreams.openai.base_url"),
        (.notUnpackable, "cannot be unpacked", "upstream's operator"),
        (.unsendable(.badURL), "Cannot send", "upstreams.openai.base_url"),
    ])
    func `a way that is barred names the setting`(_ error: UpstreamError, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(.transport(error)))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `an answer that is too large is explained`() {
        let error = UpstreamError.answerTooLarge(limit: 9)
        #expect(Self.explained(.failed(.transport(error))).sentence.contains("larger than the limit of 9 bytes"))
    }

    @Test(arguments: [
        (APIError.Kind.authentication, "does not accept the key", "upstreams.openai.api_key"),
        (.permission, "may not do this", "config.yaml:14"), (.billing, "no credit", "owner"),
        (.rateLimit, "rate limit is reached", "max_concurrent"), (.notFound, "has no model \"gpt-5.2\"", "`to:`"),
        (.overloaded, "overloaded", "Try again later"), (.timeout, "timed out", "Try again"),
        (.requestTooLarge, "too large for the upstream", "/compact"),
        (.invalidRequest, "refused the request", "2 shows"),
        (.api, "The upstream failed", "bug report"),
    ])
    func `each kind of error has its own advice`(_ kind: APIError.Kind, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(.sample(kind, "It said so")), status: kind.status)
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `every kind of error is tried above`() {
        #expect(APIError.Kind.allCases.count == 10)
    }

    @Test func `a quota is not a rate: waiting does not help`() {
        let error = OpenAIError(status: 429, code: "insufficient_quota", message: "no quota")
        let explanation = Self.explained(.failed(.upstream(UpstreamFailure(error, model: "gpt-5.2"))), status: 429)
        #expect(explanation.action?.contains("Waiting does not help") == true)
    }

    @Test(arguments: [
        (BrokenAnswer.closedEarly, "closed the stream before", "3 shows"),
        (.unreadableEvent, "not a JSON object", "base_url"),
        (.brokenOff, "broke the answer off", "again"),
        (.brokenArguments(tool: "Bash"), "\"Bash\"", "writes better calls"),
        (.unfinished(status: "x"), "the status \"x\"", "Try again"),
        (.notJSON(JSONSyntaxError(reason: .unexpectedEnd, offset: 0)), "is not JSON", "base_url"),
        (.nameless, "did not say why", "bug report"),
    ])
    func `a broken answer says how it is broken`(_ broken: BrokenAnswer, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(.broken(broken)))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    private static func upstream(_ error: OpenAIError) -> Exchange.Outcome {
        .failed(.upstream(UpstreamFailure(error, model: "gpt-5.2", estimatedInputTokens: 26_800)))
    }

    @Test func `an upstream's words about a JSON object are about the arguments, not about the address`() {
        let words = "Invalid 'input[3].arguments': the value is not a JSON object."
        let explanation = Self.explained(Self.upstream(OpenAIError(status: 400, message: words)), status: 400)

        #expect(explanation.sentence == "The upstream refused the request: \(words)")
        #expect(explanation.action?.contains("base_url") == false)
    }

    @Test func `a proxy that answers 407 gets the proxy's remedy`() {
        let answered = Self.explained(Self.upstream(OpenAIError(status: 407, words: .empty)), status: 407)
        let refused = Self.explained(
            .failed(.transport(.proxy(UpstreamPeer("http://p:2", isProxy: true), .credentialsRequired)))
        )

        #expect(answered.sentence.contains("requires a user name and a password (HTTP 407)"))
        #expect(answered.action == "Put the user name and password into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT")
        #expect(refused.action == answered.action)
    }

    @Test func `an overflow has the upstream's numbers, or says that they are estimates`() {
        let counted = "This model's maximum context length is 1000 tokens. Your messages resulted in 2000 tokens."
        let code = "context_length_exceeded"
        let known = Self.explained(Self.upstream(OpenAIError(status: 400, code: code, message: counted)))
        let unknown = Self.explained(Self.upstream(OpenAIError(status: 400, code: code, message: "Too long.")))

        #expect(known.sentence == "The conversation does not fit the model's window: \(counted)")
        #expect(
            unknown.sentence == "The conversation does not fit the model's window: Too long. It is about 26800 "
                + "tokens, estimated here; the catalog has a window of 272000."
        )
        #expect(known.action?.contains("/compact") == true)
    }

    @Test(arguments: UpstreamCause.allCases)
    func `every cause of an upstream's error has a different label`(_ cause: UpstreamCause) {
        #expect(UpstreamCause.allCases.count { $0.rawValue == cause.rawValue } == 1)
        #expect(cause.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }

    @Test(arguments: [
        (OutputLimit.Setter.client, "client asked"), (.rule, "model's rule (config.yaml:14)"), (.model, "catalog"),
    ])
    func `an answer that was cut off says who set the limit`(_ setter: OutputLimit.Setter, _ action: String) {
        let explanation = Self.explained(.finished(.maxTokens), status: 200) {
            $0.outputLimit = OutputLimit(tokens: 64, setBy: setter)
        }
        #expect(explanation.action?.contains(action) == true)
    }

    @Test(arguments: [
        (RefusalSource.model, "The model refused"), (.contentFilter, "content filter refused"),
        (.policy(code: "cyber_policy"), "policy of the upstream refused to answer (cyber_policy)"),
    ])
    func `a refusal names its source`(_ source: RefusalSource, _ sentence: String) {
        let explanation = Self.explained(.finished(.refusal), status: 200) { $0.refusedBy = source }
        #expect(explanation.sentence.contains(sentence))
    }

    @Test(arguments: [
        (StopReason.endTurn, "nothing was lost"), (.toolUse, "with a tool call"),
        (.stopSequence, "up to a stop sequence"),
        (.maxTokens, "cut off at the output limit"), (.refusal, "refused to answer"),
    ])
    func `an answer that ended says how`(_ reason: StopReason, _ sentence: String) {
        #expect(Self.explained(.finished(reason), status: 200).sentence.contains(sentence))
    }

    @Test func `another model and a loss are explained`() {
        let other = Self.explained(.finished(.endTurn)) { $0.modelAnswered = "gpt-4.1-mini" }
        #expect(other.sentence.contains("gpt-4.1-mini instead of gpt-5.2"))
        let loss = Self.explained(.finished(.endTurn)) {
            $0.notes = [TranslationNote(.lossy, from: "top_k", to: nil, "cannot be said")]
        }
        #expect(loss.sentence.contains("lost something at top_k: cannot be said"))
    }

    @Test(arguments: [
        (ExchangeFailure.unauthenticated, "not in client_keys", "ANTHROPIC_AUTH_TOKEN"),
        (.tooLarge(limit: 9), "nothing was sent: The request body is larger than 9 bytes.", "server.max_body"),
        (.invalid(InvalidRequest(path: "", problem: "bad")), "nothing was sent: bad.", "bug report"),
        (.undecodable(UndecodableBody(encoding: "br", .unsupported)), "content-encoding \"br\"", "bug report"),
        (.malformed(JSONSyntaxError(reason: .unexpectedEnd, offset: 7)), "not valid JSON", "bug report"),
    ])
    func `a request refused here was not sent`(_ failure: ExchangeFailure, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.refused(failure))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `a model without a rule names the nearest`() {
        let nearest = UnroutedModel.Nearest(name: "claude-sonnet-5", pattern: "claude-sonnet-*")
        let model = UnroutedModel(asked: "claude_sonnet_5", nearest: nearest, mapped: ["claude-sonnet-*"])
        let explanation = Self.explained(.refused(.unrouted(model))) { $0.modelSent = nil }
        #expect(explanation.action?.contains("Did you mean \"claude-sonnet-5\"") == true)
        #expect(explanation.action?.contains("models:") == true)
    }

    @Test func `cancelling, counting and running have their words`() {
        #expect(Self.explained(.cancelled).sentence.contains("closed the connection"))
        #expect(Self.explained(.counted(tokens: 7, isEstimate: true)).sentence.contains("about 7"))
        #expect(Self.explained(.counted(tokens: 7, isEstimate: false)).sentence.contains("counted 7"))
        #expect(Self.explained(.running).sentence.contains("streaming"))
        #expect(Self.explained(.running) { $0.marks = Exchange.Marks() }.sentence.contains("Not sent yet"))
    }

    @Test func `a long foreign text is cut, on one line`() {
        let failure = ExchangeFailure.sample(.api, "a\n" + String(repeating: "b", count: 1_000))
        let sentence = Self.explained(.failed(failure)).sentence
        #expect(sentence.count < 300)
        #expect(!sentence.contains("\n") && sentence.contains("..."))
    }
}
