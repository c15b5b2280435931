import Journal
import ProxyConfiguration
import Translation

// The sentences about upstreams, models and Claude Code.

extension UpstreamFact {
    func sentence(_ upstream: FindingUpstream) -> String {
        let named = "Upstream \(upstream.name) (\(upstream.baseURL))"
        switch self {
        case .reached(let took, let proxy, let greeting):
            let way = proxy.map { " through the proxy \($0)" } ?? ""
            let kind = "kind \(upstream.kind), api \(upstream.api)"
            return
                "Upstream \(upstream.name) (\(upstream.baseURL), \(kind)) answers in \(DurationText.seconds(took))\(way) \(greeting.words)."
        case .notAPI(let body, _): return "\(named) does not offer the \(upstream.api.traits.title) API: \(body.words)"
        case .noModelsPath(let status, nil): return "\(named) has no /models (HTTP \(status))."
        case .noModelsPath(let status, let better?):
            return "\(named) has no /models (HTTP \(status)), but \(better) has it."
        case .redirect(let status, _): return "\(named) redirects (HTTP \(status)), and redirects are not followed."
        case .troubled(let status, let said, _): return "\(named) failed (HTTP \(status)): \(said.asSentence)"
        case .proxyAuthentication(_, let said):
            return "\(named) is behind a proxy that requires a user name and a password (HTTP 407): \(said.asSentence)"
        case .unreached(let error, _): return Self.unreached(error, upstream)
        case .proxyUnreached(let error, let server, let variable):
            return Self.proxyUnreached(error, "the proxy \(server) ($\(variable))", upstream)
        }
    }

    private static func unreached(_ error: UpstreamError, _ upstream: FindingUpstream) -> String {
        let named = "upstream \(upstream.name) (\(upstream.baseURL))"
        return switch error {
        case .hostNotFound(let host): "Cannot resolve \(host) (base_url of upstream \(upstream.name))."
        case .connectionRefused: "Connection refused at \(upstream.address) (upstream \(upstream.name))."
        case .unreachable: "No route to \(upstream.address) (upstream \(upstream.name))."
        case .tls(let trouble): "No TLS connection to \(named): \(trouble.phrase)."
        case .connectTimeout, .firstByteTimeout, .idleTimeout: "No answer from \(named) in time."
        case .proxy(let peer, let reason): "Cannot reach \(named): \(peer) \(reason.phrase)."
        case .connectionLost, .answerTooLarge, .notHTTP, .notUnpackable:
            "\(named.capitalizedFirst) does not answer like the \(upstream.api.traits.title) API: \(error)."
        case .unsendable(let reason): "Cannot send a request to \(named): \(reason.phrase)."
        }
    }

    private static func proxyUnreached(_ error: UpstreamError, _ proxy: String, _ upstream: FindingUpstream) -> String {
        let suffix = " of upstream \(upstream.name)"
        return switch error {
        case .hostNotFound(let host): "Cannot resolve \(host), \(proxy)\(suffix)."
        case .connectionRefused: "Connection refused at \(proxy)\(suffix)."
        case .unreachable: "No route to \(proxy)\(suffix)."
        case .connectTimeout: "No connection to \(proxy)\(suffix) in time."
        case .proxy, .tls, .firstByteTimeout, .idleTimeout, .connectionLost, .answerTooLarge, .notHTTP,
            .notUnpackable, .unsendable:
            unreached(error, upstream)
        }
    }
}

extension UpstreamFact.Greeting {
    fileprivate var words: String {
        switch self {
        case .models(let count): "and lists \(DecimalText.counted(count, "model"))"
        case .hidesModels: "but does not list its models"
        case .asksForKey: "and asks for a key"
        case .listsNoModels: "but lists no models, so they are not checked"
        }
    }
}

extension UpstreamFact.Body {
    fileprivate var words: String {
        switch self {
        case .page: "it sent a web page."
        case .nothing: "it sent nothing."
        case .otherText: "it sent something other than a list of models."
        case .said(let text): text.asSentence
        }
    }
}

extension ModelFact {
    func sentence(_ model: MappedModel) -> String {
        switch self {
        case .available: "\(model.name) is available."
        case .able(let ability): "By the catalog, \(model.name) \(ability.words)."
        case .availableAndAble(let ability):
            "\(model.name) is available. By the catalog, it \(ability.words)."
        case .missing:
            "Upstream \(model.upstream) has no model \"\(model.name)\", mapped from \(model.match) (\(model.place))."
        case .unknown(let ability):
            "\(model.name) is not in the catalog: assuming that it \(ability.reasoning), calls tools and accepts "
                + "\(ability.window) tokens."
        case .wrongAPI(let dialect, _): "\(model.name) is not offered on \(dialect.traits.title) (\(model.place))."
        case .toolsWithoutReasoning:
            "On Chat Completions, \(model.name) calls tools only without reasoning (\(model.place))."
        case .answered(let took): "\(model.name) answered in \(DurationText.seconds(took)) and called the test tool."
        case .calledNoTool(let took, let ranOut):
            "\(model.name) answered in \(DurationText.seconds(took)) but did not call the test tool"
                + (ranOut ? " before it ran out of tokens." : ".")
        case .didNotAnswer(let said): "\(model.name) did not answer a small request with a tool: \(said)"
        case .streamed: "\(model.name) streamed an answer that was requested in one piece."
        }
    }
}

extension ModelAbility {
    fileprivate var reasoning: String {
        efforts.map { "reasons (\($0.map(\.rawValue).joined(separator: ", ")))" } ?? "does not reason"
    }

    fileprivate var words: String {
        "calls tools, streams, \(reasoning) and accepts \(window) tokens (\(dialect.traits.title))"
    }
}

extension ClaudeCodeFact {
    var sentence: String {
        switch self {
        case .notInContainer: "Claude Code is not in this container. Run it where you work."
        case .notInstalled: "Claude Code is not installed here: no claude on PATH."
        case .notOnPath(let path, _): "Claude Code is installed at \(path), which is not on PATH."
        case .noVersion(let path): "\(path) does not print its version."
        case .installed(let version, let path): "Claude Code \(version) is installed (\(path))."
        case .brokenSettings(let file): "\(file) is not a JSON object, so Claude Code ignores it."
        case .baseURLUnset: "ANTHROPIC_BASE_URL is not set in this terminal. The terminal for Claude Code needs it."
        case .pointsHere(let source, let url): "ANTHROPIC_BASE_URL in \(source) points here (\(url))."
        case .hasPath(let source, let text, _):
            "ANTHROPIC_BASE_URL in \(source) is \(text), and Claude Code appends /v1/messages to it."
        case .usesTLS(let source, _):
            "ANTHROPIC_BASE_URL in \(source) starts with https:, but this proxy speaks plain HTTP."
        case .pointsElsewhere(.terminal, let text, _):
            "ANTHROPIC_BASE_URL in this terminal is \(text ?? "not a URL"). "
                + "Claude Code started here would not use this proxy."
        case .pointsElsewhere(.file(let name), let text, _):
            "ANTHROPIC_BASE_URL in \(name) is \(text ?? "not a URL"), and overrides the terminal's."
        case .conflicting(let variable, let source): "\(variable.name) is set in \(source): \(variable.consequence)."
        case .behindProxy(let variable, let source, let host, _):
            "\(variable) in \(source) has no exception for \(host): Claude Code would look for it behind a proxy."
        case .tokenUnset:
            "ANTHROPIC_BASE_URL points here, but ANTHROPIC_AUTH_TOKEN is not set: Claude Code asks for a login."
        case .twoKeys(let source):
            "ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN are both set in \(source): Claude Code asks which to use."
        case .keyInsteadOfToken(let source):
            "ANTHROPIC_API_KEY is set in \(source): \(ConflictingVariable.apiKey.consequence)."
        case .keyNotAccepted(let variable, let source, _):
            "\(variable) in \(source) is not in client_keys: the proxy would refuse every request."
        case .unmappedModel(let variable, let source, let model, _):
            "\(variable) in \(source) is \"\(model)\", which is not mapped."
        case .windowUnset(let source, let window):
            "CLAUDE_CODE_AUTO_COMPACT_WINDOW is not set in \(source), and the smallest mapped model accepts \(window) "
                + "tokens, fewer than Claude Code assumes."
        case .windowNotNumber(let source, _): "CLAUDE_CODE_AUTO_COMPACT_WINDOW in \(source) is not a number."
        case .windowTooLarge(let source, let tokens, let window):
            "CLAUDE_CODE_AUTO_COMPACT_WINDOW in \(source) is \(tokens), but the smallest mapped model accepts \(window) "
                + "tokens: conversations overflow before they are compacted."
        case .overridden(let file, let variables):
            "\(file) sets \(variables.asList) for Claude Code, and overrides what is set here."
        }
    }
}
