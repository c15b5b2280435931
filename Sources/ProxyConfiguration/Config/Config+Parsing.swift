extension Config {
    /// Reads a config.yaml of this program or of LiteLLM. Without one (`yaml` nil) the defaults are used.
    ///
    /// A flag overrides the environment, the environment the file, the file the defaults. `file` is the name that messages
    /// use. The error lists all mistakes.
    package static func parse(
        yaml: String?,
        file: String = "config.yaml",
        environment: [String: String],
        overrides: ConfigOverrides = ConfigOverrides(),
        unsetKeys: UnsetKeys = .refused,
        inContainer isContainer: Bool = false
    ) throws(ConfigErrors) -> (config: Config, warnings: [ConfigWarning]) {
        var reader = ConfigReader(file: file, environment: environment, unsetKeys: unsetKeys)
        var root = ConfigSection(path: "", line: 1)
        if let yaml, let value = try YAMLValue.parse(yaml, file: file) {
            root = reader.section(value, path: "")
        }
        var config = ConfigReader.isLiteLLM(root) ? reader.liteLLMConfig(&root) : reader.config(&root)
        if yaml == nil { config.source = .defaults }
        reader.apply(overrides, to: &config)
        reader.checkExposure(of: config, inContainer: isContainer)
        guard reader.errors.isEmpty else { throw ConfigErrors(errors: reader.errorsInOrder) }
        return (config, reader.warnings)
    }
}

extension ConfigReader {
    fileprivate mutating func config(_ root: inout ConfigSection) -> Config {
        var config = Config.default
        config.source = .file(file)
        readServing(&root, into: &config)
        if let keys = root.take("client_keys") { config.clientKeys = clientKeys(keys) }
        config.upstreams = upstreams(root.take("upstreams"))
        config.models = models(root.take("models"), upstreams: config.upstreams)
        refuseUnknown(in: root)
        return config
    }

    /// The keys that map no models: they may be set beside LiteLLM's too.
    mutating func readServing(_ root: inout ConfigSection, into config: inout Config) {
        config.listen = value("listen", of: &root, as: .address, default: config.listen)
        config.catalog = catalog(section("catalog", of: &root))
        config.telemetry = telemetry(section("telemetry", of: &root))
        config.capture = capture(section("capture", of: &root))
        config.log = log(section("log", of: &root))
        config.dashboard = dashboard(section("dashboard", of: &root))
        config.server = server(section("server", of: &root))
        config.repairs = repairs(section("repairs", of: &root))
    }

    private mutating func clientKeys(_ value: YAMLValue) -> [Secret] {
        guard let elements = list(value, path: "client_keys", of: "keys such as [dummy]") else { return [] }
        return elements.enumerated().compactMap { index, element in
            read(element, path: "client_keys[\(index)]", as: .secret("a key"), unset: unsetOtherKeys)
        }
    }

    /// Beyond loopback anyone can send requests, which cost the owner money.
    fileprivate mutating func checkExposure(of config: Config, inContainer isContainer: Bool) {
        guard !config.listen.isLoopback, unsetKeys != .unneeded else { return }
        let line = lines["client_keys"]
        if config.clientKeys.isEmpty, errors.isEmpty {
            let reach = "other machines can reach \(config.listen)"
            let remedy = "set at least one key, or listen on 127.0.0.1"
            fail(place(line, "client_keys"), "[] accepts anyone, and \(reach); \(remedy)")
        } else if let exposure = config.exposure(inContainer: isContainer) {
            let place = config.source == .defaults ? ConfigPlace(origin: .defaults, keyPath: "client_keys") : nil
            warn(place ?? self.place(line, "client_keys"), "\(exposure.message); \(exposure.remedy)")
        }
    }

    /// By line; errors without one come last.
    fileprivate var errorsInOrder: [ConfigError] {
        errors.enumerated().sorted {
            ($0.element.place.line ?? .max, $0.offset) < ($1.element.place.line ?? .max, $1.offset)
        }.map(\.element)
    }
}
