import Foundation
package import ProxyConfiguration

/// The configuration as a check sees it: read as far as it can be, so that one mistake does not hide all others.
package struct ConfigExamination: Sendable {
    /// What the rest is examined with: the configuration, or in the place of one that cannot be read the defaults.
    package let config: Config
    package let findings: [Finding]
    /// Of keys whose variables are not set: they belong beside what else there is to say about keys.
    package let keyFindings: [Finding]

    /// What the command line says.
    package struct Arguments: Sendable {
        package var file: String?
        package var overrides: ConfigOverrides

        package init(file: String? = nil, overrides: ConfigOverrides = ConfigOverrides()) {
            self.file = file
            self.overrides = overrides
        }
    }

    /// Why a file that is there cannot be read, and what to do about it.
    package struct Unreadable: Error, Sendable, Equatable {
        package var message: String
        package var remedy: String

        package init(message: String, remedy: String) {
            self.message = message
            self.remedy = remedy
        }
    }

    package typealias Read = @Sendable (ConfigLocation) throws(Unreadable) -> String

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
        if config == nil {
            let consequence = "What follows is examined with the built-in defaults in its place."
            reading.findings.append(.remark(.config, consequence))
        }
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

    /// Nil where it cannot be read, which the findings then say.
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
            error.errors.forEach { fail($0.description, remedy: "Name a file that is there, or none.") }
            return nil
        }
        guard let location else { return parse(nil, nil) }
        do {
            return parse(try read(location), location)
        } catch {
            fail(error.message, remedy: error.remedy)
            return nil
        }
    }

    private mutating func parse(_ yaml: String?, _ location: ConfigLocation?) -> Config? {
        do {
            let (config, warnings) = try parsed(yaml, location, .refused)
            accept(config, warnings, location)
            return config
        } catch let refused {
            // That a key's variable is not set is said beside the keys: the file may hold all the same.
            let result = Result { () throws(ConfigErrors) in try parsed(yaml, location, .allowed) }
            let others =
                switch result {
                case .success: [ConfigError]()
                case .failure(let errors): errors.errors
                }
            let unset = refused.errors.filter { !others.contains($0) }
            keyFindings = unset.map { error in
                .failure(.key, .wrongConfiguration, error.description, remedy: Self.tryWithoutKey)
            }
            others.forEach { fail($0.description, remedy: remedy(for: $0.place)) }
            guard case .success(let (config, warnings)) = result else { return nil }
            accept(config, warnings.filter { warning in !unset.contains { $0.place == warning.place } }, location)
            return config
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

    /// The defaults for this environment, whatever is wrong with its file.
    func defaults() -> Config {
        for overrides in [arguments.overrides, ConfigOverrides()] {
            for environment in [environment, environment.filter { $0.key == "OPENAI_API_KEY" }] {
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
            let list = folders.joined(separator: " and none in ")
            findings.append(.good(.config, "The built-in defaults serve: there is no config.yaml in \(list)."))
        case .file(let name):
            findings.append(.good(.config, "\(name) is well formed\(origin(of: location))."))
        case .liteLLM(let name):
            findings.append(.good(.config, "\(name) is read as LiteLLM's\(origin(of: location))."))
        }
        // What is said of client_keys is about who can reach the port, and said there.
        for warning in warnings where warning.place.keyPath != "client_keys" {
            findings.append(.warning(.config, warning.description, remedy: remedy(for: warning.place)))
        }
    }

    private func folder(of path: String) -> String {
        let folder = path.hasSuffix("/config.yaml") ? String(path.dropLast("/config.yaml".count)) : path
        guard let home = environment["HOME"], home.count > 1, folder.hasPrefix("\(home)/") else { return folder }
        return "~" + folder.dropFirst(home.count)
    }

    private func origin(of location: ConfigLocation?) -> String {
        if arguments.file != nil { return " (--config)" }
        if !(environment["DRAGOMAN_CONFIG"] ?? "").isEmpty { return " ($DRAGOMAN_CONFIG)" }
        return location?.name == "config.yaml" ? " (in \(workingDirectory))" : ""
    }

    private func remedy(for place: ConfigPlace) -> String {
        if place.origin.hasPrefix("--") { return "Give \(place.origin) otherwise, or leave it out." }
        if place.origin.hasPrefix("$") { return "Set \(place.origin.dropFirst()) otherwise, or unset it." }
        return "Change \(place.origin), then check again."
    }

    private mutating func fail(_ message: String, remedy: String) {
        findings.append(.failure(.config, .wrongConfiguration, message, remedy: remedy))
    }

    private static let tryWithoutKey = "Set it, or try the program without a key: dragoman run --demo"
}
