import ProxyConfiguration
import Translation

/// The findings about one upstream's answer.
struct UpstreamFinding {
    private let upstream: UpstreamSettings
    private let answer: UpstreamProbe.Answer
    private let way: ProxyVariables.Way
    private let named: FindingUpstream

    init(
        _ upstream: UpstreamSettings,
        _ answer: UpstreamProbe.Answer,
        _ way: ProxyVariables.Way,
        source: ConfigSource
    ) {
        self.upstream = upstream
        self.answer = answer
        self.way = way
        named = FindingUpstream(upstream, source)
    }

    var all: [Finding] {
        switch answer.outcome {
        case .models(let names):
            return [reached(.models(names.count)), .good(key(upstream.sendsKey ? .accepted : .notAskedFor))]
        case .mayNotList(let said):
            return [reached(.hidesModels), .warning(key(.mayNotListModels(said: said)))]
        case .keyRefused(let status, let said):
            // A missing key is reported without asking the upstream.
            guard upstream.sendsKey || !upstream.needsKey else { return [reached(.asksForKey)] }
            let fact: KeyFact =
                upstream.sendsKey ? .refused(status: status, said: said) : .wanted(status: status, said: said)
            return [reached(.asksForKey), .failure(.wrongConfiguration, key(fact))]
        case .unlisted(let status):
            guard answer.betterBaseURL != nil || upstream.server.listsEveryModel else {
                return [reached(.listsNoModels)]
            }
            return [wrong(.noModelsPath(status: status, better: answer.betterBaseURL))]
        case .noAPI(let body):
            return [wrong(.notAPI(body, better: answer.betterBaseURL))]
        case .status(407, let said):
            return [unavailable(.proxyAuthentication(variable: variable, said: said))]
        case .status(429, let said):
            return [.warning(key(.rateLimited(said: said)))]
        case .status(let status, _) where (300...399).contains(status):
            return [wrong(.redirect(status: status, better: answer.betterBaseURL))]
        case .status(let status, let said):
            return [.warning(.upstream(.troubled(status: status, said: said, better: answer.betterBaseURL), named))]
        case .unreached(let error):
            return [unreached(error)]
        }
    }

    private func key(_ fact: KeyFact) -> FindingCode { .key(fact, named) }

    private func reached(_ greeting: UpstreamFact.Greeting) -> Finding {
        let proxy: ProxyServer? = if case .through(let server, _) = way { server } else { nil }
        return .good(.upstream(.reached(after: answer.took, through: proxy, greeting), named))
    }

    private func wrong(_ fact: UpstreamFact) -> Finding { .failure(.wrongConfiguration, .upstream(fact, named)) }

    private func unavailable(_ fact: UpstreamFact) -> Finding { .failure(.unavailable, .upstream(fact, named)) }

    /// The variable that names the proxy on the way, if there is one.
    private var variable: String? {
        switch way {
        case .through(_, let variable): variable
        case .direct, .refused: nil
        }
    }

    private func unreached(_ error: UpstreamError) -> Finding {
        if case .through(let server, let variable) = way, error.isOfProxy {
            return unavailable(.proxyUnreached(error, server, variable: variable))
        }
        return unavailable(.unreached(error, better: answer.betterBaseURL))
    }
}

extension UpstreamError {
    /// Whether the error is about the connection to the proxy, if there is one, and not about the upstream.
    fileprivate var isOfProxy: Bool {
        switch self {
        case .hostNotFound, .connectionRefused, .unreachable, .connectTimeout, .proxy: true
        case .tls, .firstByteTimeout, .idleTimeout, .connectionLost, .answerTooLarge, .notHTTP, .notUnpackable,
            .unsendable:
            false
        }
    }
}
