/// The variables that point Claude Code at this proxy.
package struct ClaudeCodeEnvironment: Sendable, Equatable {
    package struct Variable: Sendable, Equatable {
        package var name: String
        package var value: String
        /// Why it is there, for the person who reads it.
        package var comment: String
    }

    package var variables: [Variable]

    package init(_ config: Config, catalog: ModelCatalog = .bundled) {
        let host = Self.reachable(config.listen.host)
        let url = "http://\(host.contains(":") ? "[\(host)]" : host):\(config.listen.port)"
        let key = config.clientKeys.first?.withValue { $0 } ?? "dummy"
        variables = [
            Variable(name: "ANTHROPIC_BASE_URL", value: url, comment: "where this proxy listens"),
            Variable(name: "ANTHROPIC_API_KEY", value: key, comment: "the client key; the upstream's stays here"),
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
        guard config.telemetry.log != nil else { return }
        variables += [
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

    /// Lines for a POSIX shell.
    package var exports: String {
        variables.map { "export \($0.name)=\(Self.quoted($0.value))  # \($0.comment)\n" }.joined()
    }

    /// An address that means every interface is reached through loopback.
    private static func reachable(_ host: String) -> String {
        switch host {
        case "0.0.0.0", "": "127.0.0.1"
        case "::": "::1"
        default: host
        }
    }

    private static func smallestWindow(_ config: Config, _ catalog: ModelCatalog) -> Int? {
        config.models.filter { !$0.to.contains("*") }.map { catalog.profile(for: $0.to).inputWindow }.min()
    }

    private static func quoted(_ value: String) -> String {
        let plain = value.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return plain && !value.isEmpty ? value : "'" + value.replacing("'", with: #"'\''"#) + "'"
    }
}
