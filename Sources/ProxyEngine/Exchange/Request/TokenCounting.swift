import DequeModule
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
            recorder.set(.anthropicAnswer, headers: [], body: count.body)
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
            recorder.set(.openAIRequest, headers: [], body: translated.body)
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
        let inbox = UpstreamInbox()
        let timeout = services.server.countTokensTimeout
        let timer = services.timers.next().scheduleTask(in: TimeAmount(timeout)) { inbox.tick() }
        let request = UpstreamRequest(
            upstream: plan.upstream,
            path: translated.path,
            headers: translated.headers,
            body: ByteBuffer(bytes: translated.body),
            accept: "application/json"
        )
        let began = recorder.elapsed
        recorder.change { $0.attempts.append(Exchange.Attempt(began: began)) }
        recorder.publishCollected()
        let call = services.client.send(request, inbox, inbox.beginAttempt())
        defer {
            timer.cancel()
            call.cancel()
        }
        func giveUp(_ failure: AnswerFailure) -> Int? {
            let failure = plan.upstream.keyMask.masked(ExchangeFailure(failure))
            recorder.change { $0.attempts[$0.attempts.count - 1].failure = failure }
            return nil
        }
        var answer: [UInt8] = []
        while true {
            for signal in await inbox.next() {
                switch signal {
                case .head(let head):
                    recorder.change { $0.attempts[$0.attempts.count - 1].status = head.status }
                    guard head.status == 200 else {
                        let error = OpenAIError(status: head.status, words: .unread)
                        return giveUp(.upstream(UpstreamFailure(error, model: plan.target.model)))
                    }
                case .body(let buffer):
                    answer.append(contentsOf: buffer.readableBytesView)
                    guard answer.count < Self.countAnswerLimit else {
                        return giveUp(.transport(.answerTooLarge(limit: Self.countAnswerLimit)))
                    }
                case .end:
                    recorder.set(.openAIAnswer, headers: [], body: plan.upstream.keyMask.masked(answer))
                    if let tokens = (try? JSONDocument(answer))?.root["input_tokens"]?.int, tokens >= 0 {
                        return tokens
                    }
                    return giveUp(.broken(.noCount))
                case .failed(let error):
                    return giveUp(.transport(error))
                case .tick:
                    return giveUp(.transport(.firstByteTimeout(timeout)))
                case .cancelled:
                    return nil
                }
            }
        }
    }

    private static let countAnswerLimit = 64 * 1024
}
