import Foundation
package import ProxyConfiguration

/// The configuration for a check: read as far as possible, so that one mistake does not hide the others.
package struct ConfigExamination: Sendable {
    /// The configuration that the other checks use: the defaults if it cannot be read.
    package let config: Config
    package let findings: [Finding]
    /// About keys whose variables are not set: a diagnosis lists them with the other findings about keys.
    package let keyFindings: [Finding]
    /// Whether ``config`` are the defaults, because the configuration cannot be read.
    package let isReplaced: Bool

    /// The options of the command line.
    package struct Arguments: Sendable {
        package var file: String?
        package var overrides: ConfigOverrides

        package init(file: String? = nil, overrides: ConfigOverrides = ConfigOverrides()) {
            self.file = file
            self.overrides = overrides
        }
    }

    package typealias Read = @Sendable (ConfigLocation) throws(ConfigFileTrouble) -> String

    /// Looks for the file and reads it, as `run` does.
    package init(
        _ arguments: Arguments,
        environment: [String: String],
        workingDirectory: String,
        exists: (String) -> Bool,
        read: Read
    ) {
        var reading = Reading(arguments: arguments, environment: environment, workingDirectory: workingDirectory)
        let config = reading.config(exists, read)
        self.config = config ?? reading.defaults()
        isReplaced = config == nil
        if isReplaced { reading.findings.append(.note(.config(.examinedWithDefaults))) }
        findings = reading.findings
        keyFindings = reading.keyFindings
    }
}

private struct Reading {
    let arguments: ConfigExamination.Arguments
    let environment: [String: String]
    let workingDirectory: String
    var findings: [Finding] = []
    var keyFindings: [Finding] = []

    /// Nil if it cannot be read; the findings then say why.
    mutating func config(_ exists: (String) -> Bool, _ read: ConfigExamination.Read) -> Config? {
        let location: ConfigLocation?
        do {
            location = try ConfigLocation.find(
                flag: arguments.file,
                environment: environment,
                workingDirectory: workingDirectory,
                exists: exists
            )
        } catch {
            findings += error.errors.map(Finding.init)
            return nil
        }
        guard let location else { return parse(nil, nil) }
        do {
            return parse(try read(location), location)
        } catch {
            findings.append(.failure(.wrongConfiguration, .config(.unreadable(error))))
            return nil
        }
    }

    private mutating func parse(_ yaml: String?, _ location: ConfigLocation?) -> Config? {
        do {
            let (config, warnings) = try parsed(yaml, location, .refused)
            accept(config, warnings, location)
            return config
        } catch let refused {
            // An unset key is reported with the keys: the rest of the file may still be valid.
            let unset = refused.errors.filter(\.isUnsetKey)
            keyFindings = unset.map(Finding.init)
            do {
                let (config, warnings) = try parsed(yaml, location, .allowed)
                accept(config, warnings.filter { warning in !unset.contains { $0.place == warning.place } }, location)
                return config
            } catch let others {
                findings += others.errors.map(Finding.init)
                return nil
            }
        }
    }

    private func parsed(
        _ yaml: String?,
        _ location: ConfigLocation?,
        _ unsetKeys: UnsetKeys
    ) throws(ConfigErrors) -> (config: Config, warnings: [ConfigWarning]) {
        try Config.parse(
            yaml: yaml,
            file: location?.name ?? "config.yaml",
            environment: environment,
            overrides: arguments.overrides,
            unsetKeys: unsetKeys
        )
    }

    /// The defaults for this environment.
    func defaults() -> Config {
        for overrides in [arguments.overrides, ConfigOverrides()] {
            for environment in [environment, environment.filter { $0.key == UpstreamSettings.keyVariable }] {
                let result = try? Config.parse(yaml: nil, environment: environment, overrides: overrides)
                if let result { return result.config }
            }
        }
        return .default
    }

    private mutating func accept(_ config: Config, _ warnings: [ConfigWarning], _ location: ConfigLocation?) {
        switch config.source {
        case .defaults:
            let folders = ConfigLocation.defaults(environment, workingDirectory).map { folder(of: $0.path) }
            findings.append(.good(.config(.defaults(folders: folders))))
        case .file(let name):
            findings.append(.good(.config(.valid(file: name, origin(of: location)))))
        case .liteLLM(let name):
            findings.append(.good(.config(.validLiteLLM(file: name, origin(of: location)))))
        }
        // Warnings about client_keys are about the reach of the port, and reported there.
        for warning in warnings where warning.place.keyPath != "client_keys" {
            findings.append(.warning(.config(.suspicious(warning))))
        }
    }

    private func folder(of path: String) -> String {
        let folder = path.hasSuffix("/config.yaml") ? String(path.dropLast("/config.yaml".count)) : path
        guard let home = environment["HOME"], home.count > 1, folder.hasPrefix("\(home)/") else { return folder }
        return "~" + folder.dropFirst(home.count)
    }

    private func origin(of location: ConfigLocation?) -> FileOrigin {
        if arguments.file != nil { return .option }
        if !(environment["DRAGOMAN_CONFIG"] ?? "").isEmpty { return .variable }
        return location?.name == "config.yaml" ? .folder(workingDirectory) : .standard
    }
}

extension ConfigError {
    var isUnsetKey: Bool {
        switch cause {
        case .unsetKey: true
        case .value, .missingFile, .unsetVariable: false
        }
    }
}

extension Finding {
    /// An error of the configuration, as a check and a start report it.
    package init(_ error: ConfigError) {
        let code: FindingCode =
            switch error.cause {
            case .value, .unsetVariable: .config(.invalid(error))
            case .missingFile: .config(.missing(error))
            case .unsetKey(let upstream): .unsetKey(error, upstream: upstream)
            }
        self = .failure(.wrongConfiguration, code)
    }
}
