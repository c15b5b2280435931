package import Translation

/// What the program runs on. Nothing in it is optional that is not truly optional.
package struct Config: Sendable, Equatable {
    package var source: ConfigSource
    package var listen: ListenAddress
    /// What a client must send as `x-api-key` or bearer token; none lets anyone in, which only loopback may.
    package var clientKeys: [Secret]
    /// In the order of the file, never empty. The first answers for models whose rule names none.
    package var upstreams: [UpstreamSettings]
    /// In the order in which they are tried, never empty.
    package var models: [ModelRule]
    /// Facts about models that go before the catalog's.
    package var catalog: [ModelOverride] = []
    package var telemetry: TelemetrySettings
    package var capture: CaptureSettings
    package var log: LogSettings
    package var dashboard: DashboardSection
    package var server: ServerSettings
    package var repairs: RepairSettings

    /// The built-in defaults: what the shipped config.yaml says, with no upstream key.
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

    /// The client key everybody knows: enough on loopback, a warning anywhere else.
    package static let wellKnownClientKey = Secret("dummy")

    package func upstream(named name: String) -> UpstreamSettings? {
        upstreams.first { $0.name == name }
    }
}

/// Where a config came from, for messages that say where to change it.
package enum ConfigSource: Sendable, Equatable {
    case defaults
    /// A config.yaml of this program's own form.
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
