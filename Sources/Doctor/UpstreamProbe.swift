import Foundation
package import Journal
import NIOCore
package import ProxyConfiguration
package import ProxyEngine
package import Translation

/// Asks one upstream for its models: the cheapest question that shows whether it is reachable and accepts the key.
package struct UpstreamProbe: Sendable {
    /// The result of one question.
    package struct Answer: Sendable, Equatable {
        package var outcome: Outcome
        package var took: Duration
        /// How far the upstream's clock is ahead of this machine's, if the answer has a date.
        package var clockSkew: Duration?
        /// A base URL at which the upstream answers, if it does not at the configured one.
        package var betterBaseURL: String?
    }

    package enum Outcome: Sendable, Equatable {
        /// Their names, in the upstream's order.
        case models([String])
        /// 401 or 403, with the upstream's own text.
        case keyRefused(status: Int, said: String)
        /// The key is good, and its permissions do not include the list.
        case mayNotList(said: String)
        /// There is no such path; local servers need none.
        case unlisted(status: Int)
        /// The answer is not a list of models: a web page, or something else.
        case noAPI(UpstreamFact.Body)
        case status(Int, said: String)
        /// No answer came.
        case unreached(UpstreamError)
    }

    private let client: UpstreamClient
    private let clock: EngineClock
    /// The limit of a whole question, from the connection to the last byte of the answer.
    private let deadline: Duration

    /// Enough for the longest list; a router of models has about a megabyte.
    private static let longestAnswer = 16 << 20

    package static let usualDeadline = Duration.seconds(5)

    package init(_ client: UpstreamClient, clock: EngineClock = .system, deadline: Duration = usualDeadline) {
        self.client = client
        self.clock = clock
        self.deadline = deadline
    }

    /// `GET /models`, or what its API has for that. If that does not exist and the base URL has no path, `/v1/models`, which most servers have.
    package func ask(_ upstream: UpstreamSettings) async -> Answer {
        var answer = await list(upstream)
        guard answer.outcome.isNotTheAPI, let url = BaseURL(upstream.baseURL), url.hasNoPath else { return answer }
        var other = upstream
        other.baseURL += "/v1"
        if await !list(other).outcome.isNotTheAPI { answer.betterBaseURL = other.baseURL }
        return answer
    }

    private func list(_ upstream: UpstreamSettings) async -> Answer {
        await ask(upstream, upstream.dialect.traits.modelsPath) { body in
            ModelList(body).map { .models($0.names) } ?? .noAPI(Self.kind(of: body))
        }
    }

    /// `GET /models/NAME`; nil if the answer is not clear.
    package func has(_ model: String, _ upstream: UpstreamSettings) async -> Bool? {
        let answer = await ask(upstream, "\(upstream.dialect.traits.modelsPath)/\(Self.encoded(model))") { _ in
            .models([model])
        }
        return switch answer.outcome {
        case .models: true
        case .unlisted(status: 404): false
        case .keyRefused, .mayNotList, .unlisted, .noAPI, .status, .unreached: nil
        }
    }

    private func ask(
        _ upstream: UpstreamSettings,
        _ path: String,
        read: ([UInt8]) -> Outcome
    ) async -> Answer {
        var request = UpstreamRequest(upstream: upstream, path: path, body: ByteBuffer(), accept: "application/json")
        request.method = .get
        let begun = clock.now()
        let result = await UpstreamReply.of(request, client, within: deadline, limit: Self.longestAnswer)
        let took = clock.now() - begun
        switch result {
        case .failure(let error):
            return Answer(outcome: .unreached(error), took: took)
        case .success(let reply):
            return Answer(outcome: outcome(of: reply, upstream, read), took: took, clockSkew: skew(reply.head, took))
        }
    }

    private func outcome(of reply: UpstreamReply, _ upstream: UpstreamSettings, _ read: ([UInt8]) -> Outcome) -> Outcome
    {
        let status = reply.head.status
        guard !(200...299).contains(status) else { return read(reply.body) }
        let error = error(reply, upstream)
        let said = said(error, upstream)
        switch status {
        case 401: return .keyRefused(status: status, said: said)
        case 403 where error.lacksScope: return .mayNotList(said: said)
        case 403: return .keyRefused(status: status, said: said)
        case 404, 405: return Self.isPage(reply.body) ? .noAPI(.said(said)) : .unlisted(status: status)
        default: return .status(status, said: said)
        }
    }

    private func error(_ reply: UpstreamReply, _ upstream: UpstreamSettings) -> OpenAIError {
        upstream.dialect.error(
            status: reply.head.status,
            headers: reply.head.headers,
            body: reply.body,
            now: clock.date()
        )
    }

    /// The upstream's text on one line, without the key: some upstreams quote it.
    private func said(_ error: OpenAIError, _ upstream: UpstreamSettings) -> String {
        let masked = KeyMask(upstream).masked(error.message)
        let line = LogText.line(masked).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 300 ? "\(line.prefix(299))…" : line
    }

    /// The header has whole seconds, and the answer was written between the question and now.
    private func skew(_ head: UpstreamHead, _ took: Duration) -> Duration? {
        guard let date = head.header("date").flatMap(Timestamp.http) else { return nil }
        let middle = clock.date().addingTimeInterval(-(took / .seconds(2)))
        return .milliseconds(Int(clamping: Int64((date.timeIntervalSince(middle) * 1000).rounded())))
    }

    private static func isPage(_ body: [UInt8]) -> Bool {
        body.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) } == UInt8(ascii: "<")
    }

    private static func kind(of body: [UInt8]) -> UpstreamFact.Body {
        isPage(body) ? .page : body.isEmpty ? .nothing : .otherText
    }

    /// Names contain slashes and colons (`openai/gpt-5`, `ft:gpt-4.1:…`), which are allowed in a path.
    private static func encoded(_ model: String) -> String {
        let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
        return model.addingPercentEncoding(withAllowedCharacters: plain.union(CharacterSet(charactersIn: "-._~:/")))
            ?? model
    }
}

extension UpstreamProbe.Outcome {
    fileprivate var isNotTheAPI: Bool {
        switch self {
        case .unlisted, .noAPI: true
        case .models, .keyRefused, .mayNotList, .status, .unreached: false
        }
    }
}

extension BaseURL {
    fileprivate var hasNoPath: Bool { text.hasSuffix("://\(authority)") }
}

/// The names in the answer to `GET /models`: `{"data":[{"id":…}]}`, or the bare list that some servers send.
struct ModelList {
    let names: [String]

    /// Nil if it is not such a list.
    init?(_ body: [UInt8]) {
        guard let root = try? JSONDocument(body).root else { return nil }
        let list = root.kind == .array ? root : root["data"]
        guard let list, list.kind == .array else { return nil }
        names = list.elements.compactMap { $0["id"]?.string }
    }
}
