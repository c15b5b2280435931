package import Translation

/// The environment in which Claude Code uses this proxy: the variables to set, and those to unset.
package struct ClaudeCodeEnvironment: Sendable, Equatable {
    package struct Variable: Sendable, Equatable {
        package var name: String
        package var value: String
        /// What it does, for a person.
        package var comment: String
    }

    package var variables: [Variable]
    /// Variables to unset.
    package var conflicts: [ConflictingVariable]

    /// `terminal` is the environment of the terminal that will run Claude Code: only variables set there are unset.
    package init(_ config: Config, catalog: ModelCatalog = .bundled, terminal: [String: String] = [:]) {
        let address = config.listen.reachable
        let url = "http://\(address)"
        let key = config.clientKeys.first?.withValue { $0 } ?? "dummy"
        variables = [
            Variable(name: "ANTHROPIC_BASE_URL", value: url, comment: "the address of this proxy"),
            // Not ANTHROPIC_API_KEY, which the proxy takes just as well. Tried with 2.1.330 and 2.1.1 in a terminal: the
            // first start with that one ends with "Unable to connect to Anthropic services" where api.anthropic.com
            // cannot be reached, and any start asks whether to use the key, with No as the recommended answer. With
            // the token neither happens, and no login screen comes; all requests go to the base URL.
            Variable(
                name: "ANTHROPIC_AUTH_TOKEN",
                value: key,
                comment: "the client key; the upstream's key stays with the proxy"
            ),
        ]
        if let window = Self.smallestWindow(config, catalog.applying(config.catalog)) {
            variables.append(
                Variable(
                    name: "CLAUDE_CODE_AUTO_COMPACT_WINDOW",
                    value: String(window),
                    comment: "input tokens of the smallest mapped model: compact before it overflows"
                )
            )
        }
        let takesTelemetry = config.telemetry.log != nil
        if takesTelemetry { variables += Self.telemetry(to: url) }
        variables += Self.proxyExceptions(for: address.host, in: terminal)
        conflicts = Self.conflicts(in: terminal, withTelemetry: takesTelemetry)
    }

    /// `environment` with the variables set and unset.
    package func applied(to environment: [String: String]) -> [String: String] {
        var result = environment
        for variable in conflicts { result[variable.name] = nil }
        for variable in variables { result[variable.name] = variable.value }
        return result
    }

    private static func telemetry(to url: String) -> [Variable] {
        [
            Variable(
                name: "CLAUDE_CODE_ENABLE_TELEMETRY",
                value: "1",
                comment: "send telemetry to this proxy, where it stays"
            ),
            Variable(name: "OTEL_LOGS_EXPORTER", value: "otlp", comment: "events"),
            Variable(name: "OTEL_METRICS_EXPORTER", value: "otlp", comment: "counters"),
            Variable(name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/json", comment: "protobuf works too"),
            Variable(name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: url, comment: "the address of this proxy"),
        ]
    }

    private static func smallestWindow(_ config: Config, _ catalog: ModelCatalog) -> Int? {
        config.models.filter { !$0.to.contains("*") }.map { catalog.profile(for: $0.to).inputWindow }.min()
    }
}
