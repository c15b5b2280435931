import Journal
package import ProxyConfiguration

/// Which upstreams the environment puts behind a proxy, and whether that can be done.
package enum ProxyFindings {
    /// Nothing where all upstreams are reached directly.
    package static func examine(_ config: Config, _ proxies: ProxyVariables) -> [Finding] {
        var refused: Set<String> = []
        var findings: [Finding] = []
        for upstream in config.upstreams {
            switch proxies.way(to: upstream.baseURL) {
            case .direct: continue
            case .through(let server, let variable):
                let message = "The upstream \"\(upstream.name)\" is reached through the proxy \(server) ($\(variable))."
                findings.append(.good(.environment, message))
            case .refused(let refusal, let variable):
                guard refused.insert(variable).inserted else { continue }
                findings.append(failure(refusal, variable, upstream))
            }
        }
        return findings + ignored(config, proxies)
    }

    private static func failure(_ refusal: ProxyRefusal, _ variable: String, _ upstream: UpstreamSettings) -> Finding {
        let cause =
            switch refusal {
            case .scheme(let scheme):
                "names a proxy of the kind \(LogText.line(scheme)), and only HTTP proxies can be used"
            case .form: "is no proxy's address, such as http://HOST:PORT"
            }
        let host = BaseURL(upstream.baseURL)?.host ?? upstream.name
        return .failure(
            .environment,
            .wrongConfiguration,
            "$\(variable), which decides how the upstream \"\(upstream.name)\" is reached, \(cause).",
            remedy: "Name an HTTP proxy, \(variable)=http://HOST:PORT, or reach the upstream without: NO_PROXY=\(host)"
        )
    }

    /// A network excepts nothing: that surprises where an upstream is named by its address.
    private static func ignored(_ config: Config, _ proxies: ProxyVariables) -> [Finding] {
        guard let entry = proxies.ignoredExceptions.first else { return [] }
        let address = config.upstreams.lazy.compactMap { upstream -> String? in
            guard case .through = proxies.way(to: upstream.baseURL), let host = BaseURL(upstream.baseURL)?.host,
                host.allSatisfy({ $0.isNumber || $0 == "." }) || host.contains(":")
            else { return nil }
            return host
        }.first
        guard let address else { return [] }
        return [
            .warning(
                .environment,
                "Networks in NO_PROXY, such as \(LogText.line(String(entry.prefix(40)))), are not looked at.",
                remedy: "Name the address itself: NO_PROXY=\(address)"
            )
        ]
    }
}
