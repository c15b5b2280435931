import Journal
import ProxyConfiguration
import Translation

// The sentence of every finding. `FindingCode+Remedy.swift` has the fixes.

extension FindingCode {
    var sentence: String {
        switch self {
        case .config(let fact): fact.sentence
        case .mapping(let fact): fact.sentence
        case .environment(let fact): fact.sentence
        case .key(let fact, let upstream): fact.sentence(upstream)
        case .unsetKey(let error, _): error.description
        case .port(let fact): fact.sentence
        case .telemetry(let fact): fact.sentence
        case .disk(let fact): fact.sentence
        case .upstream(let fact, let upstream): fact.sentence(upstream)
        case .model(let fact, let model): fact.sentence(model)
        case .shutdown(let fact): fact.sentence
        case .clock(let fact): fact.sentence
        case .claudeCode(let fact): fact.sentence
        }
    }
}

extension ConfigFact {
    fileprivate var sentence: String {
        switch self {
        case .defaults(let folders):
            "No config.yaml in \(folders.joined(separator: " or ")): using the built-in defaults."
        case .valid(let file, let origin): "\(file) is valid\(origin.words)."
        case .validLiteLLM(let file, let origin): "\(file) is valid, in LiteLLM's format\(origin.words)."
        case .missing(let error), .invalid(let error): error.description
        case .suspicious(let warning): warning.description
        case .unreadable(let trouble): trouble.sentence
        case .examinedWithDefaults: "The checks below use the built-in defaults instead."
        }
    }
}

extension FileOrigin {
    fileprivate var words: String {
        switch self {
        case .option: " (--config)"
        case .variable: " ($DRAGOMAN_CONFIG)"
        case .folder(let path): " (in \(path))"
        case .standard: ""
        }
    }
}

extension ConfigFileTrouble {
    fileprivate var sentence: String {
        switch cause {
        case .isFolder: "Cannot read \(location.name): it is a folder."
        case .system(let reason): "Cannot read \(location.name): \(reason)."
        case .tooLarge(let limit): "\(location.name) is larger than \(limit): it is not a configuration file."
        case .notUTF8: "\(location.name) is not UTF-8 text."
        }
    }
}

extension MappingFact {
    fileprivate var sentence: String {
        switch self {
        case .rules(let count, let upstreams):
            DecimalText.counted(count, "rule") + ", to "
                + (upstreams.count == 1 ? "upstream " : "\(upstreams.count) upstreams: ")
                + upstreams.map { "\($0.name) (\($0.url))" }.joined(separator: ", ") + "."
        case .neverUsed(let place, let match, let earlier, let line):
            "\(place.words)\"\(match)\" is never used: \"\(earlier)\"\(line.map { " in line \($0)" } ?? "") matches first."
        case .unmapped(let size, _):
            "No model is mapped for \(size.pattern), which Claude Code uses \(size.purpose)."
        case .unsupportedEffort(let place, let effort, let model, let supported):
            "\(place.words)effort is \(effort), but \(model) "
                + (supported.isEmpty
                    ? "does not reason." : "supports only \(supported.map(\.rawValue).joined(separator: ", ")).")
        }
    }
}

extension RulePlace {
    fileprivate var words: String {
        guard let file, let line else { return "" }
        return "\(file):\(line): "
    }
}

extension ClaudeModelSize {
    fileprivate var purpose: String {
        switch self {
        case .opus: "as its largest model"
        case .sonnet: "as its everyday model"
        case .haiku: "for small tasks, even when another model is selected"
        }
    }
}

extension EnvironmentFact {
    fileprivate var sentence: String {
        switch self {
        case .nothingChanged: "No environment variable overrides the configuration."
        case .emptyVariable(let name): "\(name) is empty and has no effect."
        case .variable(let name, let value): "\(name) is \(value)."
        case .unknownVariable(let name, _), .unreadVariable(let name, _): "\(name) is not used by dragoman."
        case .baseURLUnused: "OPENAI_BASE_URL has no effect: no upstream is named openai."
        case .baseURLUsed(let url): "OPENAI_BASE_URL sets the base URL of upstream openai to \(url)."
        case .baseURLWithoutVersion(let url, _): "OPENAI_BASE_URL is \(url), but OpenAI's API is below /v1."
        case .loop(let upstream):
            "Upstream \(upstream.name) (\(upstream.baseURL)) is this proxy itself: requests would loop."
        case .throughProxy(let upstream, let server, let variable):
            "Upstream \(upstream.name) is reached through the proxy \(server) ($\(variable))."
        case .unusableProxy(let upstream, .scheme(let scheme), let variable):
            "$\(variable) names a \(LogText.line(scheme)) proxy for upstream \(upstream.name); "
                + "only HTTP proxies are supported."
        case .unusableProxy(let upstream, .form, let variable):
            "$\(variable), the proxy for upstream \(upstream.name), is not an address such as http://HOST:PORT."
        case .ignoredNetworks(let example, _):
            "Networks in NO_PROXY, such as \(LogText.line(String(example.prefix(40)))), are ignored."
        }
    }
}

extension KeyFact {
    fileprivate func sentence(_ upstream: FindingUpstream) -> String {
        let named = "upstream \(upstream.name) (\(upstream.baseURL))"
        func key(_ isVariable: Bool) -> String {
            "The key for upstream \(upstream.name)\(isVariable ? " (\(UpstreamSettings.keyVariable))" : "")"
        }
        return switch self {
        case .notNeeded: "No key for \(named): none is needed."
        case .unset: "No key for \(named): \(upstream.keySetting) is not set."
        case .missing(let isEmpty):
            "No key for \(named): \(UpstreamSettings.keyVariable) is \(isEmpty ? "empty" : "not set")."
        case .present(let isVariable): "\(key(isVariable)) is set."
        case .controlCharacter(let isVariable):
            "\(key(isVariable)) contains a control character, such as the line end of a file."
        case .unusual(let oddity, let isVariable): "\(key(isVariable)) \(oddity.words(upstream.server.title))."
        case .accepted: "Upstream \(upstream.name) accepts the key."
        case .notAskedFor: "Upstream \(upstream.name) asks for no key."
        case .mayNotListModels(let said): "This key may not list the models of \(named): \(said.asSentence)"
        case .wanted(let status, let said):
            "\(named.capitalizedFirst) requires a key, and none is set (HTTP \(status)): \(said.asSentence)"
        case .refused(let status, let said):
            "\(named.capitalizedFirst) refuses the key (HTTP \(status)): \(said.asSentence)"
        case .rateLimited(let said):
            "\(named.capitalizedFirst) is rate limiting this key (HTTP 429): \(said.asSentence)"
        }
    }
}

extension KeyOddity {
    fileprivate func words(_ server: String) -> String {
        switch self {
        case .quotes: "contains quotation marks"
        case .illegalCharacter: "contains a space or another character that keys do not have"
        case .ofServer(let other, let prefix): "is one of \(other)'s (\(prefix)...), which \(server) refuses"
        case .wellKnownWord: "is the word dummy, which is the client key of this proxy"
        case .unlikeKeys(let prefix):
            "does not look like a key for \(server), which starts with \(prefix) and has 20 characters or more"
        }
    }
}

extension PortFact {
    fileprivate var sentence: String {
        switch self {
        case .free(let address): "\(address) is free."
        case .systemChooses(let host): "The system will choose a port on \(host)."
        case .unknownHost(let address): "Cannot listen on \(address): cannot resolve \(address.host)."
        case .alreadyRunning(let address, let proxy, let process), .takenByProxy(let address, let proxy, let process):
            "Dragoman is already running on \(address): version \(proxy.version), up \(DurationText.words(proxy.uptime))"
                + (process.map { ", process \($0)." } ?? ".")
        case .taken(let address, .found(let holder)): "Port \(address.port) is in use by \(holder)."
        case .taken(let address, .hidden): "Port \(address.port) is in use by a program of another user."
        case .taken(let address, .unknown): "Port \(address.port) is in use."
        case .notPermitted(let address): "Cannot listen on \(address): permission denied."
        case .notAnAddressOfThisMachine(let address):
            "Cannot listen on \(address): this machine does not have that address."
        case .notOpened(let address, let reason): "Cannot listen on \(address): \(reason)."
        case .reachableWithKey(let address): "Other machines can reach \(address) with a key of client_keys."
        case .reachableByAnyone(let exposure): "\(exposure.message)."
        }
    }
}

extension TelemetryFact {
    fileprivate var sentence: String {
        switch self {
        case .notKept: "Telemetry is counted and shown, but not stored (telemetry.log is off)."
        case .writable(let path): "The telemetry log \(path) is writable."
        case .notWritable(let path, let trouble): "Cannot write the telemetry log \(path): \(trouble.words)."
        case .notRotatable(let path, let reason):
            "Cannot rotate the telemetry log \(path): its folder is not writable (\(reason))."
        }
    }
}

extension DiskFact {
    fileprivate var sentence: String {
        switch self {
        case .enough(let free, let folder, let needed):
            "\(free.rounded) free in \(folder); the telemetry log takes at most \(needed.rounded)."
        case .tooLittle(let free, let folder, let needed, let files, let size):
            "Only \(free.rounded) free in \(folder), and the telemetry log may take \(needed.rounded) "
                + "(\(files) files of \(size))."
        case .capturing(let path): "Exchanges are captured in \(path)."
        case .notCapturing(let path, let trouble): "Cannot capture exchanges in \(path): \(trouble.words)."
        }
    }
}

extension PathTrouble {
    fileprivate var words: String {
        switch self {
        case .isFolder: "it is a folder"
        case .isLink: "it is a symbolic link"
        case .isNotRegular: "it is not a regular file"
        case .noFolder(let folder): "the folder \(folder) does not exist"
        case .notAFolder(let path): "\(path) is not a folder"
        case .system(let reason, nil): reason
        case .system(let reason, let folder?): "\(reason) (\(folder))"
        }
    }
}

extension ShutdownFact {
    fileprivate var sentence: String {
        switch self {
        case .none(let days): "No mapped model has an announced shutdown within \(days) days."
        case .due(let model, let match, let rule, let day, let days):
            "\(model), mapped from \(match) (\(rule)), \(Self.words(day, days))."
        }
    }

    private static func words(_ day: CalendarDay, _ days: Int) -> String {
        switch days {
        case 1...: "will be shut down on \(day), in \(DecimalText.counted(days, "day"))"
        case 0: "is shut down today"
        default: "was due to be shut down on \(day)"
        }
    }
}

extension ClockFact {
    fileprivate var sentence: String {
        switch self {
        case .agrees(let upstream): "The clock agrees with the clock of upstream \(upstream)."
        case .differs(let upstream, let ahead):
            "This machine's clock is \(DurationText.words(ahead.magnitude)) \(ahead < .zero ? "behind" : "ahead of") "
                + "the clock of upstream \(upstream)."
        }
    }
}
