/// The command line's options for the configuration.
package struct ConfigOverrides: Sendable, Equatable {
    /// `--listen HOST:PORT`
    package var listen: String?
    /// `--upstream-base-url URL`
    package var upstreamBaseURL: String?

    package init(listen: String? = nil, upstreamBaseURL: String? = nil) {
        self.listen = listen
        self.upstreamBaseURL = upstreamBaseURL
    }
}

extension ConfigReader {
    /// A flag overrides the environment, the environment the file, the file the defaults.
    ///
    /// `$OPENAI_BASE_URL` replaces the base URL of the upstream called `openai` and of no other; the flag does too, or
    /// that of the first upstream if none is called so.
    mutating func apply(_ overrides: ConfigOverrides, to config: inout Config) {
        let listen = Override(flag: ("listen", overrides.listen), variable: "DRAGOMAN_LISTEN", environment)
        if let address = read(listen, as: .address, fileSays: (config.listen.description, "listen")) {
            config.listen = address
        }
        let url = Override(
            flag: ("upstream-base-url", overrides.upstreamBaseURL),
            variable: "OPENAI_BASE_URL",
            environment
        )
        let openAI = config.upstreams.firstIndex { $0.name == UpstreamSettings.openAI.name }
        guard let index = openAI ?? (overrides.upstreamBaseURL == nil ? nil : config.upstreams.indices.first)
        else { return }
        let key = "upstreams.\(config.upstreams[index].name).base_url"
        if let text = read(url, as: .baseURL, fileSays: (config.upstreams[index].baseURL, key)) {
            config.upstreams[index].baseURL = text
        }
    }

    /// A value other than the default was written on purpose, so an environment that overrides it is worth a warning.
    private mutating func read<Value: CustomStringConvertible>(
        _ override: Override?,
        as form: ConfigForm<Value>,
        fileSays: (text: String, key: String)
    ) -> Value? {
        guard let override else { return nil }
        let place = ConfigPlace(origin: override.origin)
        guard let value = form.read(YAMLScalar(text: override.text, isQuoted: true)) else {
            fail(place, form.mismatch(override.text))
            return nil
        }
        let defaults = [Config.default.listen.description, UpstreamSettings.openAI.baseURL]
        if let line = lines[fileSays.key], !override.isFlag, fileSays.text != value.description,
            !defaults.contains(fileSays.text)
        {
            warn(place, "overrides \(fileSays.key) of \(file):\(line) (\(fileSays.text)) with \(value)")
        }
        return value
    }
}

private struct Override {
    let origin: ConfigOrigin
    let text: String
    let isFlag: Bool

    /// Nil if neither is set; an empty variable counts as unset.
    init?(flag: (name: String, text: String?), variable: String, _ environment: [String: String]) {
        if let text = flag.text {
            (origin, self.text, isFlag) = (.option(flag.name), text, true)
        } else if let text = environment[variable], !text.isEmpty {
            (origin, self.text, isFlag) = (.variable(variable), text, false)
        } else {
            return nil
        }
    }
}
