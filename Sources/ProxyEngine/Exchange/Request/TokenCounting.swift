package import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// `POST /v1/messages/count_tokens`: the upstream's own count where it has one, an estimate otherwise.
extension MessagesBridge {
    package struct TokenCount: Sendable, Equatable {
        package var tokens: Int
        /// Counted here, because the upstream could not in time; the events say so.
        package var isEstimate: Bool

        /// What the client is answered with.
        var body: [UInt8] {
            var json = JSONWriter()
            json.object { $0.member("input_tokens", tokens) }
            return json.bytes
        }
    }

    package func countTokens(_ client: ClientRequest) async throws(ExchangeFailure) -> TokenCount {
        var recorder = makeRecorder(client, .countTokens)
        do throws(ExchangeFailure) {
            let plan = try plan(client, .countTokens, &recorder)
            let count = try await count(plan, &recorder)
            recorder.set(.clientAnswer, headers: [], body: count.body)
            recorder.end(.counted(tokens: count.tokens, isEstimate: count.isEstimate))
            recorder.publishCollected()
            return count
        } catch {
            refuse(&recorder, error)
            throw error
        }
    }

    private func count(
        _ plan: ExchangePlan,
        _ recorder: inout ExchangeRecorder
    ) async throws(ExchangeFailure) -> TokenCount {
        var target = plan.target
        services.applyLearned(to: &target, upstream: plan.upstream.name)
        let translated: TranslatedRequest?
        do throws(InvalidRequest) {
            translated = try plan.dialect.countingRequest(plan.request, for: target)
        } catch {
            throw .invalid(error)
        }
        if let translated {
            recorder.note(plan.notes + translated.notes)
            recorder.set(.upstreamRequest, headers: [], body: translated.body)
            if let tokens = await exactCount(translated, plan, &recorder) {
                return TokenCount(tokens: tokens, isEstimate: false)
            }
        }
        let estimate =
            translated?.reply.estimatedInputTokens ?? InputEstimate.tokens(of: plan.request, for: target)
        recorder.change { [correction = target.estimateCorrection] exchange in
            exchange.estimatedInputTokens = estimate
            exchange.estimateCorrection = correction
        }
        return TokenCount(tokens: estimate, isEstimate: true)
    }

    /// The upstream's count, as it gave it before for the same body or gives it now.
    private func exactCount(
        _ translated: TranslatedRequest,
        _ plan: ExchangePlan,
        _ recorder: inout ExchangeRecorder
    ) async -> Int? {
        let key = CountMemory.Key(upstream: plan.upstream.name, body: translated.body)
        if let tokens = services.counts.count(key) { return tokens }
        guard let tokens = await askUpstream(translated, plan, &recorder) else { return nil }
        services.counts.remember(tokens, for: key)
        services.learn(counted: tokens, translated.reply, upstream: plan.upstream.name)
        return tokens
    }

    /// Nil when the upstream does not answer with a count in time: an estimate now is better than an exact one late. The
    /// attempt's record says why.
    private func askUpstream(
        _ translated: TranslatedRequest,
        _ plan: ExchangePlan,
        _ recorder: inout ExchangeRecorder
    ) async -> Int? {
        let request = UpstreamRequest(
            upstream: plan.upstream,
            path: translated.path,
            headers: translated.headers,
            body: ByteBuffer(bytes: translated.body),
            accept: "application/json"
        )
        var attempt = Exchange.Attempt(began: recorder.elapsed)
        recorder.publishCollected()
        let timeout = services.server.countTokensTimeout
        let reply = await UpstreamReply.of(request, services.client, within: timeout, limit: Self.countAnswerLimit)
        attempt.status = try? reply.get().head.status
        let count = reply.mapError(AnswerFailure.transport).flatMap { Self.count(in: $0, model: plan.target.model) }
        let keyMask = plan.upstream.keyMask
        if case .failure(let failure) = count { attempt.failure = keyMask.masked(ExchangeFailure(failure)) }
        if case .success(let reply) = reply {
            recorder.set(.upstreamAnswer, headers: [], body: keyMask.masked(reply.body))
        }
        recorder.change { [attempt] in $0.attempts.append(attempt) }
        return try? count.get()
    }

    private static func count(in reply: UpstreamReply, model: String) -> Result<Int, AnswerFailure> {
        guard reply.head.status == 200 else {
            let error = OpenAIError(status: reply.head.status, words: .unread)
            return .failure(.upstream(UpstreamFailure(error, model: model)))
        }
        let document = try? JSONDocument(reply.body)
        guard let tokens = document?.root["input_tokens"]?.int, tokens >= 0 else { return .failure(.broken(.noCount)) }
        return .success(tokens)
    }

    private static let countAnswerLimit = 64 * 1024
}
