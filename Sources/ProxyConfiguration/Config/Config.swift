package import Translation

/// The configuration that the program runs with. Only what may really be missing is optional.
package struct Config: Sendable, Equatable {
    package var source: ConfigSource
    package var listen: ListenAddress
    /// Clients must send one as `x-api-key` or bearer token; an empty list accepts anyone, on loopback only.
    package var clientKeys: [Secret]
    /// In the order of the file, never empty. The first answers for rules that name none.
    package var upstreams: [UpstreamSettings]
    /// In order: the first match wins. Never empty.
    package var models: [ModelRule]
    /// Facts about models that override the catalog's.
    package var catalog: [ModelOverride] = []
    package var telemetry: TelemetrySettings
    package var capture: CaptureSettings
    package var log: LogSettings
    package var dashboard: DashboardSection
    package var server: ServerSettings
    package var repairs: RepairSettings

    /// The built-in defaults: those of the shipped config.yaml, without an upstream key.
    package static let `default` = Config(
        source: .defaults,
        listen: ListenAddress(host: "127.0.0.1", port: 3999),
        clientKeys: [wellKnownClientKey],
        upstreams: [.openAI],
        models: ModelRule.defaults,
        telemetry: TelemetrySettings(),
        capture: CaptureSettings(),
        log: LogSettings(),
        dashboard: DashboardSection(),
        server: ServerSettings(),
        repairs: RepairSettings()
    )

    /// The client key that everyone knows: fine on loopback, a warning anywhere else.
    package static let wellKnownClientKey = Secret("dummy")

    package func upstream(named name: String) -> UpstreamSettings? {
        upstreams.first { $0.name == name }
    }
}

/// The source of a configuration, for messages that say where to change it.
package enum ConfigSource: Sendable, Equatable {
    case defaults
    /// A config.yaml in this program's own format.
    case file(String)
    /// A config.yaml written for LiteLLM.
    case liteLLM(String)

    package var file: String? {
        switch self {
        case .defaults: nil
        case .file(let name), .liteLLM(let name): name
        }
    }

    /// The key under which models are mapped.
    package var modelsKey: String {
        switch self {
        case .defaults, .file: "models"
        case .liteLLM: "model_list"
        }
    }
}
