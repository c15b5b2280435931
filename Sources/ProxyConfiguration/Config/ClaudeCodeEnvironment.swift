package import Translation

/// The environment in which Claude Code comes to this proxy: what must be there, and what must not.
package struct ClaudeCodeEnvironment: Sendable, Equatable {
    package struct Variable: Sendable, Equatable {
        package var name: String
        package var value: String
        /// Why it is there, for the person who reads it.
        package var comment: String
    }

    /// A variable that must go.
    package struct Stranger: Sendable, Equatable {
        package var name: String
        /// What it would do, for the person who reads it.
        package var comment: String

        /// The same as a clause of its own.
        package var consequence: String { comment.hasPrefix("would ") ? "Claude Code \(comment)" : comment }
    }

    package var variables: [Variable]
    package var strangers: [Stranger]

    /// `terminal` is the environment of the terminal that will run Claude Code: only what is set there is taken away.
    package init(_ config: Config, catalog: ModelCatalog = .bundled, terminal: [String: String] = [:]) {
        let address = config.listen.reachable
        let url = "http://\(address)"
        let key = config.clientKeys.first?.withValue { $0 } ?? "dummy"
        variables = [
            Variable(name: "ANTHROPIC_BASE_URL", value: url, comment: "where this proxy listens"),
            // Not ANTHROPIC_API_KEY, which the proxy takes just as well. Tried with 2.1.330 and 2.1.1 in a terminal: the
            // first start with that one ends with "Unable to connect to Anthropic services" where api.anthropic.com
            // cannot be reached, and any start asks whether to use the key, with No as the recommended answer. With
            // the token neither happens, and no login screen comes; all requests go to the base URL.
            Variable(name: "ANTHROPIC_AUTH_TOKEN", value: key, comment: "the client key; the upstream's stays here"),
        ]
        if let window = Self.smallestWindow(config, catalog.applying(config.catalog)) {
            variables.append(
                Variable(
                    name: "CLAUDE_CODE_AUTO_COMPACT_WINDOW",
                    value: String(window),
                    comment: "tokens the smallest mapped model takes: compact before it overflows"
                )
            )
        }
        let takesTelemetry = config.telemetry.log != nil
        if takesTelemetry { variables += Self.telemetry(to: url) }
        variables += Self.proxyExceptions(for: address.host, in: terminal)
        strangers = Self.strangers(in: terminal, withTelemetry: takesTelemetry)
    }

    /// `environment` with what must be there and without what must not.
    package func applied(to environment: [String: String]) -> [String: String] {
        var result = environment
        for stranger in strangers { result[stranger.name] = nil }
        for variable in variables { result[variable.name] = variable.value }
        return result
    }

    private static func telemetry(to url: String) -> [Variable] {
        [
            Variable(
                name: "CLAUDE_CODE_ENABLE_TELEMETRY",
                value: "1",
                comment: "telemetry, which stays with this proxy"
            ),
            Variable(name: "OTEL_LOGS_EXPORTER", value: "otlp", comment: "events"),
            Variable(name: "OTEL_METRICS_EXPORTER", value: "otlp", comment: "counters"),
            Variable(name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/json", comment: "protobuf is understood too"),
            Variable(name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: url, comment: "here again"),
        ]
    }

    private static func smallestWindow(_ config: Config, _ catalog: ModelCatalog) -> Int? {
        config.models.filter { !$0.to.contains("*") }.map { catalog.profile(for: $0.to).inputWindow }.min()
    }
}
