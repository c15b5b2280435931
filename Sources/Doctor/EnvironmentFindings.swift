package import ProxyConfiguration

/// The variables that this program reads, and those that look as if it did.
package enum EnvironmentFindings {
    /// All that it reads under its own name.
    package static let ownVariables = ["DRAGOMAN_CONFIG", "DRAGOMAN_LISTEN"]

    package static func examine(_ environment: [String: String], _ config: Config) -> [Finding] {
        let findings =
            own(environment) + strangers(environment) + baseURL(environment, config) + loops(config)
            + unread(environment)
        return findings.isEmpty
            ? [.good(.environment, "No variable changes what the configuration says.")] : findings
    }

    private static func own(_ environment: [String: String]) -> [Finding] {
        ownVariables.compactMap { name in
            guard let value = environment[name] else { return nil }
            return value.isEmpty
                ? .remark(.environment, "\(name) is empty, which says nothing.")
                : .good(.environment, "\(name) is \(value).")
        }
    }

    /// Kubernetes gives every pod variables such as DRAGOMAN_PORT where a service has that name: no warning for those.
    private static func strangers(_ environment: [String: String]) -> [Finding] {
        environment.keys.sorted()
            .filter { $0.hasPrefix("DRAGOMAN_") && !ownVariables.contains($0) }
            .map { name in
                .remark(
                    .environment,
                    "\(name) is not read by this program.",
                    remedy: NearMiss.nearest(to: name, among: ownVariables).map { "Did you mean \($0)?" }
                )
            }
    }

    private static func baseURL(_ environment: [String: String], _ config: Config) -> [Finding] {
        guard let text = environment["OPENAI_BASE_URL"], !text.isEmpty else { return [] }
        guard let upstream = config.upstream(named: UpstreamSettings.openAI.name) else {
            let message = "OPENAI_BASE_URL is set, and no upstream is called openai: it changes nothing."
            return [.remark(.environment, message)]
        }
        // A flag goes before it, and what is no URL the configuration has refused already.
        guard let url = BaseURL(text), url.text == upstream.baseURL else { return [] }
        if url.isOpenAI, !url.text.hasSuffix("/v1") {
            return [
                .warning(
                    .environment,
                    "OPENAI_BASE_URL is \(url.text), and OpenAI's API is below /v1.",
                    remedy: "export OPENAI_BASE_URL=\(url.scheme)://\(url.authority)/v1, or unset it."
                )
            ]
        }
        return [.good(.environment, "OPENAI_BASE_URL points the upstream openai at \(url.text).")]
    }

    /// An upstream that is this very program would be asked by itself, again and again.
    private static func loops(_ config: Config) -> [Finding] {
        config.upstreams.filter { upstream in
            guard let url = BaseURL(upstream.baseURL) else { return false }
            let isHere = ListenAddress(host: url.host, port: 1).isLoopback || url.host == config.listen.host
            return isHere && url.port == config.listen.port
        }.map { upstream in
            .warning(
                .environment,
                "The upstream \"\(upstream.name)\" is this program itself: \(upstream.baseURL) is where it listens.",
                remedy: "Set its base_url (or OPENAI_BASE_URL) to the server that has the models."
            )
        }
    }

    private static func unread(_ environment: [String: String]) -> [Finding] {
        ["OPENAI_ORG_ID", "OPENAI_ORGANIZATION", "OPENAI_PROJECT", "OPENAI_PROJECT_ID"]
            .filter { !(environment[$0] ?? "").isEmpty }
            .map { name in
                let header = name.contains("ORG") ? "OpenAI-Organization" : "OpenAI-Project"
                return .remark(
                    .environment,
                    "\(name) is not read by this program.",
                    remedy: "If it is needed, in config.yaml: upstreams: {openai: {headers: {\(header): ...}}}"
                )
            }
    }
}
