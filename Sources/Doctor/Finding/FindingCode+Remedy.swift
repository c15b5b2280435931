import Journal
import ProxyConfiguration
import Translation

// The fix for every finding.

extension FindingCode {
    /// Nil if there is nothing to do.
    var remedy: String? {
        switch self {
        case .config(let fact): fact.remedy
        case .mapping(let fact): fact.remedy
        case .environment(let fact): fact.remedy
        case .key(let fact, let upstream): fact.remedy(upstream)
        case .unsetKey: "Set it, or \(Shared.tryDemo)"
        case .port(let fact): fact.remedy
        case .telemetry(let fact): fact.remedy
        case .disk(let fact): fact.remedy
        case .upstream(let fact, let upstream): fact.remedy(upstream)
        case .model(let fact, let model): fact.remedy(model)
        case .shutdown(let fact): fact.remedy
        case .clock(let fact): fact.remedy
        case .claudeCode(let fact): fact.remedy
        }
    }
}

/// Parts that several remedies share.
private enum Shared {
    static let tryDemo = "try the program without a key: dragoman run --demo"
}

extension FindingUpstream {
    /// A remedy that the dashboard has too.
    fileprivate func text(_ remedy: Remedy, proxyVariable: String? = nil) -> String? {
        var terms = RemedyTerms(upstream: name, api: api, host: host)
        terms.baseURL = addressSetting
        terms.apiKey = keySetting
        if let proxyVariable { terms.proxyVariable = proxyVariable }
        return remedy.text(terms)
    }

    /// `better` is an address that answers. Its host is always this one's.
    fileprivate func setAddress(_ better: String?) -> String? {
        (better ?? correctedURL).map { "Set \(addressSetting) to \($0)." } ?? text(.correctAddress)
    }

    /// The page with the keys of the server at its host, where one is known.
    fileprivate var keysPage: String { server.keysPage.map { " Keys: \($0)" } ?? "" }
}

extension ConfigFact {
    fileprivate var remedy: String? {
        switch self {
        case .defaults, .valid, .validLiteLLM, .examinedWithDefaults: nil
        case .missing:
            "Name an existing file, or none: then config.yaml in this folder is read, or the defaults are used."
        case .unreadable(let trouble):
            switch trouble.cause {
            case .isFolder, .system, .tooLarge:
                "Make the file readable, or name another with --config: ls -ld \(trouble.location.path)"
            case .notUTF8: "Save it as UTF-8, or name another file with --config."
            }
        case .invalid(let error): error.place.remedy
        case .suspicious(let warning): warning.place.remedy
        }
    }
}

extension ConfigPlace {
    fileprivate var remedy: String {
        switch origin {
        case .option(let name): "Correct --\(name), or leave it out."
        case .variable(let name): "Correct \(name), or unset it."
        case .file(let name): "Correct \(name); dragoman check shows any other mistakes."
        case .defaults: "Write a config.yaml."
        }
    }
}

extension MappingFact {
    fileprivate var remedy: String? {
        switch self {
        case .rules: nil
        case .neverUsed(_, let match, let earlier, _):
            "Move \"\(match)\" before \"\(earlier)\", or remove it: the first match wins."
        case .unmapped(_, .entry(let key, let yaml)): "Add under \(key): - \(yaml)"
        case .unmapped(_, .alias(let yaml)):
            "Give one of your models that name too: router_settings: {model_group_alias: \(yaml)}"
        case .unmapped(_, .ownModel(let name, let key)):
            "Add an entry for \(name) under \(key), with a model that your server has."
        case .unsupportedEffort(_, _, _, let supported):
            supported.isEmpty ? "Remove effort." : "Use one of these; until then the nearest is sent."
        }
    }
}

extension EnvironmentFact {
    fileprivate var remedy: String? {
        switch self {
        case .nothingChanged, .emptyVariable, .variable, .baseURLUnused, .baseURLUsed, .throughProxy: nil
        case .unknownVariable(_, let nearest): nearest.map { "Did you mean \($0)?" }
        case .baseURLWithoutVersion(_, let correct): "export OPENAI_BASE_URL=\(correct), or unset it."
        case .loop: "Set its base_url (or OPENAI_BASE_URL) to the server that has the models."
        case .unreadVariable(_, let header):
            "If you need it, set it in config.yaml: upstreams: {openai: {headers: {\(header): ...}}}"
        case .unusableProxy(let upstream, _, let variable):
            "Name an HTTP proxy (\(variable)=http://HOST:PORT), or bypass it: "
                + "NO_PROXY=\(BaseURL(upstream.baseURL)?.host ?? upstream.name)"
        case .ignoredNetworks(_, let address): "Name the address itself: NO_PROXY=\(address)"
        }
    }
}

extension KeyFact {
    fileprivate func remedy(_ upstream: FindingUpstream) -> String? {
        func withKeys(_ remedy: Remedy) -> String? { upstream.text(remedy).map { $0 + upstream.keysPage } }
        let variable = UpstreamSettings.keyVariable
        return switch self {
        case .notNeeded, .present, .accepted, .notAskedFor: nil
        case .missing:
            "export \(variable)=\(upstream.server.keyPrefix ?? "")... in this terminal, or \(Shared.tryDemo)"
        case .controlCharacter(let inVariable):
            "Set it without that character, such as "
                + "\(inVariable ? variable : upstream.server.keyVariable ?? "KEY")=\"$(tr -d '\\r\\n' < FILE)\"."
        case .unusual(.quotes, _): "Remove them: docker's --env-file takes quotes as part of the value."
        case .unusual(.illegalCharacter, _): "Copy the key again, without anything around it."
        case .unusual(.ofServer, _), .unusual(.wellKnownWord, _), .unusual(.unlikeKeys, _):
            "Use a key for \(upstream.server.title).\(upstream.keysPage)"
        case .mayNotListModels: "Nothing, if that is intended. `dragoman check --ask` shows whether the models answer."
        case .unset, .wanted: "Set \(upstream.keySetting), for example `\(upstream.keyExample)`.\(upstream.keysPage)"
        case .refused(401, _): withKeys(.setKey)
        case .refused: withKeys(.useAllowedKey)
        case .rateLimited: "Check the limits, plan and billing of the key's account."
        }
    }
}

extension PortFact {
    fileprivate var remedy: String? {
        switch self {
        case .free, .systemChooses, .reachableWithKey: nil
        case .unknownHost: "Listen on an address of this machine, such as --listen 127.0.0.1:3999."
        case .alreadyRunning: "Use that one. To apply a change, stop it and start it again."
        case .takenByProxy(let address, _, let process):
            "Use that one, stop it\(process.map { " (kill \($0))" } ?? ""), or \(Self.another(address))."
        case .taken(let address, .found(let holder)): "Stop it (kill \(holder.process)), or \(Self.another(address))."
        case .taken(let address, .hidden):
            "Find it (sudo lsof -i :\(address.port)) and stop it, or \(Self.another(address))."
        case .taken(let address, .unknown):
            "Find the program (lsof -nP -iTCP:\(address.port) -sTCP:LISTEN) and stop it, or \(Self.another(address))."
        case .notPermitted(let address):
            "Use a port above 1023, such as --listen \(ListenAddress(host: address.host, port: 3999))."
        case .notAnAddressOfThisMachine(let address):
            "Use one of its addresses: --listen 127.0.0.1:\(address.port), or 0.0.0.0 for all of them."
        case .notOpened: "Choose another address with --listen HOST:PORT."
        case .reachableByAnyone(let exposure): "\(exposure.remedy.capitalizedFirst)."
        }
    }

    private static func another(_ address: ListenAddress) -> String {
        let port = address.port < 65_535 ? address.port + 1 : 3999
        return "choose another port: --listen \(ListenAddress(host: address.host, port: port))"
    }
}

extension TelemetryFact {
    fileprivate var remedy: String? {
        switch self {
        case .notKept, .writable: nil
        case .notWritable, .notRotatable:
            "Name another path (`telemetry: {log: /a/path.jsonl}`), or store nothing (`telemetry: {log: off}`)."
        }
    }
}

extension DiskFact {
    fileprivate var remedy: String? {
        switch self {
        case .enough, .capturing: nil
        case .tooLittle: "Free some space, or lower telemetry.max_size or telemetry.keep."
        case .notCapturing: "Name another folder (`capture: {directory: /a/path}`), or remove capture.directory."
        }
    }
}

extension UpstreamFact {
    fileprivate func remedy(_ upstream: FindingUpstream) -> String? {
        switch self {
        case .reached: nil
        case .notAPI(_, let better), .redirect(_, let better), .troubled(..<500, _, let better),
            .noModelsPath(_, let better):
            upstream.setAddress(better)
        case .troubled: upstream.text(.retryLater)
        case .proxyAuthentication(let variable, _): upstream.text(.setProxyCredentials, proxyVariable: variable)
        case .unreached(let error, let better): Self.remedy(error, upstream, better)
        case .proxyUnreached(let error, _, let variable):
            upstream.text(Self.proxyRemedy(error), proxyVariable: variable)
        }
    }

    private static func proxyRemedy(_ error: UpstreamError) -> Remedy {
        if case .proxy = error { error.remedy } else { .bypassProxy }
    }

    private static func remedy(_ error: UpstreamError, _ upstream: FindingUpstream, _ better: String?) -> String? {
        switch error {
        // A list of models needs no time to think.
        case .connectTimeout, .firstByteTimeout, .idleTimeout: upstream.text(.checkConnection)
        case .connectionLost, .answerTooLarge, .notHTTP, .notUnpackable: upstream.setAddress(better)
        case .connectionRefused where upstream.isThisMachine:
            upstream.text(error.remedy).map { "\($0) In a container, \(upstream.host) is the container itself." }
        case .connectionRefused, .unreachable, .proxy, .hostNotFound, .tls, .unsendable: upstream.text(error.remedy)
        }
    }
}
