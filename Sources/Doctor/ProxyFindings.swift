package import ProxyConfiguration

/// Checks which upstreams are behind a proxy of the environment, and whether that proxy can be used.
package enum ProxyFindings {
    /// Empty if all upstreams are reached directly.
    package static func examine(_ config: Config, _ proxies: ProxyVariables) -> [Finding] {
        var refused: Set<String> = []
        var findings: [Finding] = []
        for upstream in config.upstreams {
            switch proxies.way(to: upstream.baseURL) {
            case .direct: continue
            case .through(let server, let variable):
                findings.append(.good(.environment(.throughProxy(.init(upstream), server, variable: variable))))
            case .refused(let refusal, let variable):
                guard refused.insert(variable).inserted else { continue }
                let code = FindingCode.environment(.unusableProxy(.init(upstream), refusal, variable: variable))
                findings.append(.failure(.wrongConfiguration, code))
            }
        }
        return findings + ignored(config, proxies)
    }

    /// A network in NO_PROXY has no effect. That matters only if an upstream is named by its address.
    private static func ignored(_ config: Config, _ proxies: ProxyVariables) -> [Finding] {
        guard let entry = proxies.ignoredExceptions.first else { return [] }
        let address = config.upstreams.lazy.compactMap { upstream -> String? in
            guard case .through = proxies.way(to: upstream.baseURL), let host = BaseURL(upstream.baseURL)?.host,
                host.allSatisfy({ $0.isNumber || $0 == "." }) || host.contains(":")
            else { return nil }
            return host
        }.first
        guard let address else { return [] }
        return [.warning(.environment(.ignoredNetworks(example: entry, address: address)))]
    }
}
