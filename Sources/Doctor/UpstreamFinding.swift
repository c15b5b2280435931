import Journal
import ProxyConfiguration
import ProxyEngine
import Translation

/// What one upstream's answer means to the person who runs this program.
struct UpstreamFinding {
    private let upstream: UpstreamSettings
    private let answer: UpstreamProbe.Answer
    private let way: ProxyVariables.Way
    /// Whose form the remedies are written in.
    private let source: ConfigSource

    init(
        _ upstream: UpstreamSettings,
        _ answer: UpstreamProbe.Answer,
        _ way: ProxyVariables.Way,
        source: ConfigSource
    ) {
        self.upstream = upstream
        self.answer = answer
        self.way = way
        self.source = source
    }

    var all: [Finding] {
        switch answer.outcome {
        case .models(let names):
            return [reached("it lists \(names.count) model\(names.count == 1 ? "" : "s")"), goodKey]
        case .mayNotList(let said):
            let message = "\(named) does not let this key list its models: \(sentence(said))"
            let remedy = "Nothing, if its owner wants it so: whether it may answer, `dragoman check --ask` shows."
            return [reached("it does not list its models"), .warning(.key, message, remedy: remedy)]
        case .keyRefused(let status, let said):
            // That a key is missing which must be there has been said without asking.
            guard upstream.sendsKey || !upstream.needsKey else { return [reached("it asks for a key")] }
            return [reached("it asks for a key"), refusedKey(status, said)]
        case .unlisted(let status):
            return [unlisted(status)]
        case .noAPI(let said):
            let found = said.hasSuffix(".") ? said : "it sent \(said)"
            let message = "\(named) is no OpenAI API: \(sentence(found))"
            return [.failure(.upstream, .wrongConfiguration, message, remedy: correctURL)]
        case .status(429, let said):
            let remedy = "Look at the limits, plan and billing of the account that the key belongs to."
            let message = "\(named) takes no more requests of this key for now (HTTP 429): \(sentence(said))"
            return [.warning(.key, message, remedy: remedy)]
        case .status(let status, let said):
            return [status == 407 ? proxyRefuses(said) : troubled(status, said)]
        case .unreached(let error):
            return [unreached(error)]
        }
    }

    // MARK: Good news

    private func reached(_ rest: String) -> Finding {
        let proxy = if case .through(let server, _) = way { " through the proxy \(server)" } else { "" }
        return .good(.upstream, "\(named) answers in \(LogText.duration(answer.took))\(proxy); \(rest).")
    }

    private var goodKey: Finding {
        .good(.key, upstream.sendsKey ? "\"\(upstream.name)\" takes the key." : "\"\(upstream.name)\" asks for no key.")
    }

    // MARK: Bad news

    private func refusedKey(_ status: Int, _ said: String) -> Finding {
        guard upstream.sendsKey else {
            let message = "\(named) wants a key and is sent none (HTTP \(status)): \(sentence(said))"
            let remedy = "Set \(keySetting), as in `\(source.keyExample)`."
            return .failure(.key, .wrongConfiguration, message, remedy: remedy)
        }
        let place = upstream.isOpenAI ? " Keys are at https://platform.openai.com/api-keys." : ""
        let remedy =
            status == 401
            ? "Set \(keySetting) to a key of this upstream, and start again.\(place)"
            : "Use a key that may ask it, in \(keySetting), or ask its owner what this one lacks.\(place)"
        return .failure(
            .key,
            .wrongConfiguration,
            "\(named) refuses the key (HTTP \(status)): \(sentence(said))",
            remedy: remedy
        )
    }

    private func unlisted(_ status: Int) -> Finding {
        guard let better = answer.betterBaseURL else {
            guard upstream.isOpenAI else { return reached("it lists no models, so they are not checked") }
            let remedy =
                "Set \(addressSetting) to https://api.openai.com/v1, or what your region has in its place."
            return .failure(.upstream, .wrongConfiguration, "\(named) has no /models (HTTP \(status)).", remedy: remedy)
        }
        let message = "\(named) has no /models (HTTP \(status)), and \(better) has it."
        return .failure(.upstream, .wrongConfiguration, message, remedy: "Set \(addressSetting) to \(better).")
    }

    private var correctURL: String {
        answer.betterBaseURL.map { "Set \(addressSetting) to \($0)." }
            ?? "Correct \(addressSetting): it most often ends in /v1."
    }

    private func troubled(_ status: Int, _ said: String) -> Finding {
        guard !(300...399).contains(status) else {
            let message = "\(named) sends everybody elsewhere (HTTP \(status)), and redirects are not followed."
            return .failure(.upstream, .wrongConfiguration, message, remedy: correctURL)
        }
        let message = "\(named) is in trouble (HTTP \(status)): \(sentence(said))"
        let remedy = status >= 500 ? "Try again later, or look at its status page." : "\(correctURL)"
        return .warning(.upstream, message, remedy: remedy)
    }

    private func unreached(_ error: UpstreamError) -> Finding {
        let place = BaseURL(upstream.baseURL)
        let address = place.map { "\($0.host):\($0.port ?? ($0.scheme == "https" ? 443 : 80))" } ?? upstream.baseURL
        func failure(_ message: String, _ remedy: String) -> Finding {
            .failure(.upstream, .unavailable, message, remedy: remedy)
        }
        if case .through(let server, let variable) = way, let finding = proxyTrouble(error, server, variable) {
            return finding
        }
        switch error {
        case .hostNotFound(let host):
            let remedy = "Correct \(addressSetting), or look at this machine's network and its DNS."
            return failure("No host is known by the name \(host), which the upstream \"\(upstream.name)\" has.", remedy)
        case .connectionRefused:
            let isHere = place.map { ListenAddress(host: $0.host, port: 0).isLoopback } ?? false
            let container = isHere ? " Inside a container, \(place?.host ?? "") is the container itself." : ""
            let remedy = "Start that server, or correct \(addressSetting).\(container)"
            return failure("Nothing listens on \(address), where the upstream \"\(upstream.name)\" is to be.", remedy)
        case .unreachable:
            let remedy = "Look at this machine's network, its VPN and its routes."
            return failure("There is no way from here to \(address), the upstream \"\(upstream.name)\".", remedy)
        case .tls(let trouble):
            return failure(
                "\(named) has no secure connection to offer: \(trouble.phrase).",
                remedy(trouble)
            )
        case .connectTimeout, .firstByteTimeout, .idleTimeout:
            let remedy = "Look at the network and its firewall; a network with a proxy needs HTTPS_PROXY set."
            return failure("\(named) has not answered in time.", remedy)
        case .proxy(let peer, let reason):
            return failure("\(named) cannot be reached: \(peer) \(reason.phrase).", "Look at HTTPS_PROXY and NO_PROXY.")
        case .connectionLost, .answerTooLarge:
            return failure("\(named) did not answer like an OpenAI API: \(error).", correctURL)
        case .unsendable:
            return failure("\(named) cannot be asked: \(error).", "Correct \(addressSetting).")
        }
    }

    private func remedy(_ trouble: TLSTrouble) -> String {
        switch trouble {
        case .certificate:
            """
            Install the certificates of authorities (ca-certificates); where a company's proxy looks into connections, \
            add its authority to the system's and run update-ca-certificates.
            """
        case .name: "Use the name in \(addressSetting) that the certificate is made for."
        case .notTLS: "Write \(addressSetting) with http:// in place of https://, or correct its port."
        case .timeout, .handshake: "Look at \(addressSetting) and at what is between here and there."
        }
    }

    // MARK: Proxies

    /// What is the proxy's fault; nil for what is not.
    private func proxyTrouble(_ error: UpstreamError, _ server: ProxyServer, _ variable: String) -> Finding? {
        let cause: String
        switch error {
        case .hostNotFound(let host): cause = "no host is known by the name \(host)"
        case .connectionRefused: cause = "nothing listens there"
        case .unreachable: cause = "there is no way there"
        case .connectTimeout: cause = "no connection came about in time"
        case .proxy(let peer, let reason):
            let message = "\(named) cannot be reached: \(peer) \(reason.phrase)."
            let account = "Put both into $\(variable): http://USER:PASSWORD@HOST:PORT"
            let remedy = reason == .credentialsRequired ? account : exception(variable)
            return .failure(.upstream, .unavailable, message, remedy: remedy)
        case .tls, .firstByteTimeout, .idleTimeout, .connectionLost, .answerTooLarge, .unsendable: return nil
        }
        let message =
            "The proxy \(server) ($\(variable)), through which the upstream \"\(upstream.name)\" is reached, "
            + "does not answer: \(cause)."
        return .failure(.upstream, .unavailable, message, remedy: exception(variable))
    }

    private func exception(_ variable: String) -> String {
        let host = BaseURL(upstream.baseURL)?.host ?? upstream.name
        return "Correct $\(variable), or reach the upstream without it: NO_PROXY=\(host)"
    }

    private func proxyRefuses(_ said: String) -> Finding {
        let variable = if case .through(_, let variable) = way { "$\(variable)" } else { "HTTPS_PROXY" }
        let remedy = "Put user and password into \(variable): http://USER:PASSWORD@HOST:PORT"
        let message = "\(named) is behind a proxy that wants a password (HTTP 407): \(sentence(said))"
        return .failure(.upstream, .unavailable, message, remedy: remedy)
    }

    // MARK: Words

    private var named: String { "The upstream \"\(upstream.name)\" (\(upstream.baseURL))" }

    private var addressSetting: String { source.addressSetting(of: upstream) }

    private var keySetting: String {
        let setting = source.keySetting(of: upstream)
        return upstream.name == UpstreamSettings.openAI.name ? "OPENAI_API_KEY (or \(setting))" : setting
    }

    private func sentence(_ text: String) -> String {
        let ends = text.last.map { ".!?…".contains($0) } ?? true
        return ends ? text : "\(text)."
    }
}

extension UpstreamSettings {
    /// Whether a request carries something that may be a key.
    var sendsKey: Bool {
        apiKey != nil || headers.contains { ["authorization", "api-key", "x-api-key"].contains($0.name.lowercased()) }
    }
}
