import Testing

@testable import Journal
@testable import ProxyEngine
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
        (.connectionRefused("h:1"), "Nothing listens", "upstreams.openai.base_url"),
        (.hostNotFound("h"), "host name is not known", "DNS"), (.tls("expired"), "certificate", "https or http"),
        (.firstByteTimeout(.seconds(600)), "no first byte in time (600", "timeouts.first_byte"),
        (.idleTimeout(.seconds(300)), "fell silent in the middle of the answer (300", "timeouts.idle"),
        (.connectionLost("reset"), "connection to the upstream was lost", "Try again"),
        (.invalidRequest("bad header"), "could not be sent", "headers"),
    ])
    func `a way that is barred names the setting`(_ error: UpstreamError, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(error.apiError))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `an answer that is too large says so`() {
        let error = UpstreamError.answerTooLarge(limit: 9).apiError
        #expect(Self.explained(.failed(error)).sentence.contains("larger than this program keeps"))
    }

    @Test(arguments: [
        (APIError.Kind.authentication, "does not accept the key", "upstreams.openai.api_key"),
        (.permission, "may not do this", "config.yaml:14"), (.billing, "not in credit", "owner"),
        (.rateLimit, "rate limit is reached", "max_concurrent"), (.notFound, "has no model \"gpt-5.2\"", "`to:`"),
        (.overloaded, "overloaded", "Try again later"), (.timeout, "its own time", "Try again"),
        (.requestTooLarge, "too large for the upstream", "/compact"),
        (.invalidRequest, "refused the request", "2 shows"),
        (.api, "The upstream failed", "bug report"),
    ])
    func `each kind of error has its own advice`(_ kind: APIError.Kind, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(APIError(kind, "It said so")), status: kind.status)
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `every kind of error is tried above`() {
        #expect(APIError.Kind.allCases.count == 10)
    }

    @Test func `a quota is not a rate: waiting does not help`() {
        let explanation = Self.explained(.failed(APIError(.rateLimit, "no quota", shouldRetry: false)), status: 429)
        #expect(explanation.action?.contains("Waiting does not help") == true)
    }

    @Test(arguments: [
        (APIError.closedEarly, "closed the stream before", "3 shows"),
        (APIError.unreadableEvent, "not a JSON object", "base_url"),
        (APIError.brokenOff, "broke the answer off", "again"),
        (APIError(.api, "The model's arguments for the tool \"Bash\" are not valid JSON."), "Bash", "Another model"),
        (APIError(.api, "The upstream ended the answer with the status \"x\"."), "the status \"x\"", "Try again"),
        (APIError(.api, "The upstream API's answer is not JSON: at 0."), "is not JSON", "base_url"),
        (APIError(.api, "The upstream did not say why."), "gave no reason", "bug report"),
        (APIError(.invalidRequest, "prompt is too long: 2 tokens"), "does not fit the model's window", "/compact"),
        (APIError(.invalidRequest, "no such path: check base_url"), "check base_url", "/v1"),
        (APIError(.invalidRequest, "The upstream did not say why."), "gave no reason", "2 shows"),
    ])
    func `what is wrong with an answer is told apart`(_ error: APIError, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.failed(error))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test(arguments: [
        (StopReason.endTurn, "nothing was lost"), (.toolUse, "with a tool call"),
        (.stopSequence, "up to a stop sequence"),
        (.maxTokens, "cut off at the output limit"), (.refusal, "refused to answer"),
    ])
    func `an answer that ended says how`(_ reason: StopReason, _ sentence: String) {
        #expect(Self.explained(.finished(reason), status: 200).sentence.contains(sentence))
    }

    @Test func `another model and a loss are told`() {
        let other = Self.explained(.finished(.endTurn)) { $0.modelAnswered = "gpt-4.1-mini" }
        #expect(other.sentence.contains("gpt-4.1-mini instead of gpt-5.2"))
        let loss = Self.explained(.finished(.endTurn)) {
            $0.notes = [TranslationNote(.lossy, from: "top_k", to: nil, "cannot be said")]
        }
        #expect(loss.sentence.contains("lost something at top_k: cannot be said"))
    }

    @Test(arguments: [
        (APIError(.authentication, "no"), "none of client_keys", "ANTHROPIC_AUTH_TOKEN"),
        (APIError(.requestTooLarge, "too much"), "nothing was sent: too much.", "server.max_body"),
        (APIError(.invalidRequest, "bad"), "nothing was sent: bad.", "bug report"),
    ])
    func `what is refused here was not sent`(_ error: APIError, _ sentence: String, _ action: String) {
        let explanation = Self.explained(.refused(error))
        #expect(explanation.sentence.contains(sentence))
        #expect(explanation.action?.contains(action) == true)
    }

    @Test func `a model without a rule names the nearest`() {
        let message = "No model is mapped for it. Did you mean \"claude-sonnet-5\"?"
        let explanation = Self.explained(.refused(APIError(.invalidRequest, message))) { $0.modelSent = nil }
        #expect(explanation.sentence.contains("the nearest is \"claude-sonnet-5\""))
        #expect(explanation.action?.contains("models:") == true)
    }

    @Test func `cancelling, counting and running have their words`() {
        #expect(Self.explained(.cancelled).sentence.contains("closed the connection"))
        #expect(Self.explained(.counted(tokens: 7, isEstimate: true)).sentence.contains("about 7"))
        #expect(Self.explained(.counted(tokens: 7, isEstimate: false)).sentence.contains("counted 7"))
        #expect(Self.explained(.running).sentence.contains("streaming"))
        #expect(Self.explained(.running) { $0.marks = Exchange.Marks() }.sentence.contains("Not sent yet"))
    }

    @Test func `a long word of somebody else's is cut, on one line`() {
        let error = APIError(.api, "a\n" + String(repeating: "b", count: 1_000))
        let sentence = Self.explained(.failed(error)).sentence
        #expect(sentence.count < 300)
        #expect(!sentence.contains("\n") && sentence.contains("..."))
    }
}
