extension Remedy {
    /// The remedy as a person reads it; nil where there is nothing to do.
    package func text(_ terms: RemedyTerms) -> String? {
        let rule = terms.rule.map { " (\($0))" } ?? ""
        return switch self {
        case .checkConnection:
            """
            Check \(terms.baseURL), the network and its firewall (\(terms.connectTimeout) is the limit). \
            A network with a proxy needs \(terms.proxyVariable).
            """
        case .startUpstream: "Start that server, or correct \(terms.baseURL)."
        case .checkRoutes: "Check this machine's network, its VPN and its routes."
        case .checkHostName: "Correct \(terms.baseURL), or check this machine's network and its DNS."
        case .correctAddress:
            "Correct \(terms.baseURL)\(terms.addressEnding.map { ": it most often ends in \($0)" } ?? "")."
        case .installCertificates:
            """
            Install the root certificates (ca-certificates). If a company proxy inspects TLS, add its root certificate to \
            the system's and run update-ca-certificates.
            """
        case .useCertificateName: "Set the host of \(terms.baseURL) to the name in the certificate."
        case .usePlainHTTP: "Write \(terms.baseURL) with http:// instead of https://, or correct its port."
        case .checkTLS: "Check \(terms.baseURL), and any proxy or firewall between this machine and the upstream."
        case .checkAPI: "Check that \(terms.baseURL) offers \(terms.api)."
        case .setProxyCredentials:
            "Put the user name and password into \(terms.proxyVariable): http://USER:PASSWORD@HOST:PORT"
        case .bypassProxy:
            "Correct \(terms.proxyVariable), or reach the upstream without it: NO_PROXY=\(terms.host ?? "HOST")"
        case .allowLongerThinking: "Long thinking needs more time: raise \(terms.firstByteTimeout)."
        case .allowLongerSilence: "Try again; \(terms.idleTimeout) is the limit."
        case .retry: "Try again."
        case .retryLater: "Try again later."
        case .retryAfter(nil): "Try again later. A lower \(terms.concurrency) sends fewer requests at a time."
        case .retryAfter(let seconds?):
            """
            Try again in \(seconds) second\(seconds == 1 ? "" : "s"). A lower \(terms.concurrency) sends fewer requests at a \
            time.
            """
        case .setKey: "Set \(terms.apiKey), or the variable it names, and start again."
        case .useAllowedKey: "Use a key that may do this (\(terms.apiKey)), or another model\(rule)."
        case .payUpstream: "The owner of the account must settle this with the upstream's operator."
        case .raiseQuota:
            "Waiting does not help: raise the limit at the upstream, or use another key (\(terms.apiKey))."
        case .mapToKnownModel: "Set `to:` of the rule\(rule) to a model that the upstream has."
        case .useBetterModel: "Try again, or map to a model that writes better calls."
        case .leaveOutParameter(let name?, let model):
            "Leave it out: catalog.\(model).refuses: [\(name)]. If a rule\(rule) sets it, remove it there."
        case .leaveOutParameter(nil, let model): "Leave the parameter out: catalog.\(model).refuses: [NAME]."
        case .turnOffTool: "If the tool is an MCP server's, turn that server off in Claude Code (/mcp)."
        case .compact: "Claude Code compacts the conversation when it gets this error; /compact does it now."
        case .shrinkImage: "Send a smaller image."
        case .rephrase:
            "Rephrase the request, or go back a turn in Claude Code. The same request would be refused again."
        case .inspectRequest: "Look at the upstream request."
        case .inspectAnswer: "Try again, and look at the answer."
        case .report: "Try again. If it happens again, report it to the upstream's operator."
        case .addMapping(let place, let nearest?): "\(nearest.question) To map the other name, \(place.addition)."
        case .addMapping(let place, nil): "To map it, \(place.addition)."
        case .setClientKey:
            "Set ANTHROPIC_AUTH_TOKEN to one of client_keys (the word dummy, unless config.yaml has others)."
        case .raiseBodyLimit: "Raise server.max_body in config.yaml, or send less."
        case .correctClient: "The client must change the request."
        case .nothing: nil
        }
    }
}

extension UnroutedModel.Nearest {
    fileprivate var question: String {
        "Did you mean \"\(name)\"\(name == pattern ? "" : " (\(pattern) is mapped)")?"
    }
}

extension UnroutedModel.Place {
    fileprivate var addition: String {
        switch self {
        case .defaults: "write a config.yaml with it under \"models:\" (there is none: the defaults apply)"
        case .file(let file, let key): "add it under \"\(key):\" in \(file)"
        }
    }
}
