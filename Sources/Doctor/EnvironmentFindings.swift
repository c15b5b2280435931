package import ProxyConfiguration
import Translation

/// The environment variables that change the configuration, and those that look as if they did.
package enum EnvironmentFindings {
    /// All variables that this program reads under its own name.
    package static let ownVariables = ["DRAGOMAN_CONFIG", "DRAGOMAN_LISTEN"]

    package static func examine(_ environment: [String: String], _ config: Config) -> [Finding] {
        let findings =
            own(environment) + unknown(environment) + baseURL(environment, config) + loops(config)
            + unread(environment)
        return findings.isEmpty ? [.good(.environment(.nothingChanged))] : findings
    }

    private static func own(_ environment: [String: String]) -> [Finding] {
        ownVariables.compactMap { name in
            guard let value = environment[name] else { return nil }
            return value.isEmpty
                ? .note(.environment(.emptyVariable(name))) : .good(.environment(.variable(name, value: value)))
        }
    }

    /// Not a warning: Kubernetes gives every pod variables such as DRAGOMAN_PORT if a service has that name.
    private static func unknown(_ environment: [String: String]) -> [Finding] {
        environment.keys.sorted()
            .filter { $0.hasPrefix("DRAGOMAN_") && !ownVariables.contains($0) }
            .map { name in
                let nearest = NearMiss.nearest(to: name, among: ownVariables)
                return .note(.environment(.unknownVariable(name, nearest: nearest)))
            }
    }

    private static func baseURL(_ environment: [String: String], _ config: Config) -> [Finding] {
        guard let text = environment["OPENAI_BASE_URL"], !text.isEmpty else { return [] }
        guard let upstream = config.upstream(named: UpstreamSettings.openAI.name) else {
            return [.note(.environment(.baseURLUnused))]
        }
        // A flag overrides it, and the configuration has already refused anything that is not a URL.
        guard let url = BaseURL(text), url.text == upstream.baseURL else { return [] }
        if let correct = url.corrected {
            return [.warning(.environment(.baseURLWithoutVersion(url.text, correct: correct)))]
        }
        return [.good(.environment(.baseURLUsed(url.text)))]
    }

    /// Upstreams that are this program itself: their requests would loop.
    private static func loops(_ config: Config) -> [Finding] {
        config.upstreams.filter { upstream in
            guard let url = BaseURL(upstream.baseURL) else { return false }
            let isHere = ListenAddress(host: url.host, port: 1).isLoopback || url.host == config.listen.host
            return isHere && url.port == config.listen.port
        }.map { .warning(.environment(.loop(.init($0)))) }
    }

    private static let headers = [
        (variable: "OPENAI_ORG_ID", header: "OpenAI-Organization"),
        (variable: "OPENAI_ORGANIZATION", header: "OpenAI-Organization"),
        (variable: "OPENAI_PROJECT", header: "OpenAI-Project"),
        (variable: "OPENAI_PROJECT_ID", header: "OpenAI-Project"),
    ]

    private static func unread(_ environment: [String: String]) -> [Finding] {
        headers.filter { !(environment[$0.variable] ?? "").isEmpty }.map { variable, header in
            .note(.environment(.unreadVariable(variable, header: header)))
        }
    }
}
