package import ProxyConfiguration
package import Translation

/// Everything that the doctor can find, with the facts of each case as values.
package enum FindingCode: Sendable, Equatable {
    case config(ConfigFact)
    case mapping(MappingFact)
    case environment(EnvironmentFact)
    case key(KeyFact, FindingUpstream)
    /// The configuration names a variable that is not set as the key of this upstream.
    case unsetKey(ConfigError, upstream: String)
    case port(PortFact)
    case telemetry(TelemetryFact)
    case disk(DiskFact)
    case upstream(UpstreamFact, FindingUpstream)
    case model(ModelFact, MappedModel)
    case shutdown(ShutdownFact)
    case clock(ClockFact)
    case claudeCode(ClaudeCodeFact)

    var subject: Finding.Subject {
        switch self {
        case .config: .config
        case .mapping: .mapping
        case .environment: .environment
        case .key, .unsetKey: .key
        case .port: .port
        case .telemetry: .telemetry
        case .disk: .disk
        case .upstream: .upstream
        case .model: .model
        case .shutdown: .shutdown
        case .clock: .clock
        case .claudeCode: .claudeCode
        }
    }

    var upstream: String? {
        switch self {
        case .key(_, let upstream), .upstream(_, let upstream): upstream.name
        case .unsetKey(_, let name): name
        case .environment(let fact): fact.upstream
        case .model(_, let model): model.upstream
        case .clock(let fact): fact.upstream
        case .config, .mapping, .port, .telemetry, .disk, .shutdown, .claudeCode: nil
        }
    }

    var model: String? {
        switch self {
        case .model(_, let model): model.name
        case .shutdown(let fact): fact.model
        case .mapping(let fact): fact.model
        case .config, .environment, .key, .unsetKey, .port, .telemetry, .disk, .upstream, .clock, .claudeCode: nil
        }
    }
}

/// An upstream as a finding names it, with the names that the settings have in the configuration's own form.
package struct FindingUpstream: Sendable, Equatable {
    package var name: String
    package var baseURL: String
    package var kind: String
    package var api: DialectName
    /// The server at its host. What to do about a key or an address goes by this.
    package var server: ServerFacts
    /// `upstreams.openai.base_url`, `litellm_params.api_base`.
    package var addressSetting: String
    /// `OPENAI_API_KEY (or upstreams.openai.api_key)`, `litellm_params.api_key`.
    package var keySetting: String
    /// A key that is a variable's value: `api_key: ${NAME}`.
    package var keyExample: String

    package init(_ upstream: UpstreamSettings, _ source: ConfigSource) {
        name = upstream.name
        baseURL = upstream.baseURL
        kind = upstream.server.kind
        api = DialectName(rule: nil, upstream: upstream)
        server = upstream.serverAtHost
        addressSetting = source.addressSetting(of: upstream)
        let setting = source.keySetting(of: upstream)
        let variable = UpstreamSettings.keyVariable
        keySetting = upstream.readsKeyVariable && setting != variable ? "\(variable) (or \(setting))" : setting
        keyExample = source.keyExample(server.keyVariable ?? "NAME")
    }

    /// The same with the path that its server is known to have, where it lacks that.
    var correctedURL: String? { BaseURL(baseURL)?.corrected }

    /// `127.0.0.1:8000`
    var address: String {
        guard let url = BaseURL(baseURL) else { return baseURL }
        return HostAndPort.text(url.host, url.port ?? (url.scheme == "https" ? 443 : 80))
    }

    /// The host alone, for `NO_PROXY`.
    var host: String { BaseURL(baseURL)?.host ?? name }

    var isThisMachine: Bool { BaseURL(baseURL).map { ListenAddress(host: $0.host, port: 0).isLoopback } ?? false }
}

extension UpstreamSettings {
    /// Whether its key is usually in OPENAI_API_KEY: it is called `openai`, and its host is one that takes such a key.
    var readsKeyVariable: Bool {
        name == UpstreamSettings.openAI.name && serverAtHost.keyVariable == UpstreamSettings.keyVariable
    }
}
