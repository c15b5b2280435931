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
        case .correctAddress: "Correct \(terms.baseURL): it most often ends in /v1."
        case .installCertificates:
            """
            Install the certificates of authorities (ca-certificates). Where a company's proxy inspects connections, \
            add its authority to the system's and run update-ca-certificates.
            """
        case .useCertificateName: "Use the name in \(terms.baseURL) that the certificate is made for."
        case .usePlainHTTP: "Write \(terms.baseURL) with http:// instead of https://, or correct its port."
        case .checkTLS: "Check \(terms.baseURL), and what is between this machine and the upstream."
        case .checkAPI: "Check that \(terms.baseURL) is an OpenAI API."
        case .setProxyCredentials:
            "Put user and password into \(terms.proxyVariable): http://USER:PASSWORD@HOST:PORT"
        case .bypassProxy:
            "Correct \(terms.proxyVariable), or reach the upstream without it: NO_PROXY=\(terms.host ?? "HOST")"
        case .allowLongerThinking: "Long thinking needs more time: raise \(terms.firstByteTimeout)."
        case .allowLongerSilence: "Try again; \(terms.idleTimeout) is the limit."
        case .retry: "Try again."
        case .retryLater: "Try again later."
        case .retryAfter(nil): "Try again later; a lower \(terms.concurrency) sends less at a time."
        case .retryAfter(let seconds?):
            "Try again in \(seconds) second\(seconds == 1 ? "" : "s"); a lower \(terms.concurrency) sends less at a time."
        case .setKey: "Set \(terms.apiKey), or the variable it names, and start again."
        case .useAllowedKey: "Use a key that may do this (\(terms.apiKey)), or another model\(rule)."
        case .payUpstream: "Only the account's owner can settle this, at the upstream."
        case .raiseQuota:
            "Waiting does not help: raise the limit at the upstream, or use another key (\(terms.apiKey))."
        case .mapToKnownModel: "Put a model that the upstream has into `to:` of the rule\(rule)."
        case .useBetterModel: "Try again. Another model writes better calls."
        case .leaveOutParameter(let name?, let model):
            "catalog.\(model).refuses: [\(name)] leaves it out; a rule\(rule) may be what sets it."
        case .leaveOutParameter(nil, let model): "catalog.\(model).refuses: [NAME] leaves a parameter out."
        case .turnOffTool: "If the tool is an MCP server's, turn that server off in Claude Code (/mcp)."
        case .compact: "Claude Code compacts when it reads this; /compact does it now."
        case .shrinkImage: "Send a smaller image."
        case .rephrase: "Say it differently, or go back a turn in Claude Code; the same request is refused again."
        case .inspectRequest: "Look at what was sent."
        case .inspectAnswer: "Try again, and look at what came."
        case .report: "Try again; if it stays, report it to the upstream's operator."
        case .addMapping(let nearest):
            "Add it under \(terms.models): in the config\(nearest.map { ", or ask for \"\($0)\" (/model)" } ?? "")."
        case .setClientKey: "Set ANTHROPIC_AUTH_TOKEN=dummy for Claude Code, or add the key to client_keys."
        case .raiseBodyLimit: "server.max_body sets the limit."
        case .correctClient: "The client must change the request."
        case .nothing: nil
        }
    }
}
