import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// The options that every subcommand with a configuration takes.
struct ConfigOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file (default: config.yaml here, then in $XDG_CONFIG_HOME/dragoman).",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The address to listen on; for other commands, the address of the running proxy.",
            valueName: "host:port"
        ),
        completion: .custom { _, _, _ in ConfigOptions.usualAddresses }
    )
    var listen: String?

    @Option(
        help: ArgumentHelp("The base URL of the upstream openai, such as http://127.0.0.1:8080/v1.", valueName: "url")
    )
    var upstreamBaseURL: String?

    /// In zsh a colon starts a description.
    private static var usualAddresses: [String] {
        let addresses = ["127.0.0.1:3999", "localhost:3999", "0.0.0.0:3999"]
        return CompletionShell.requesting == .zsh ? addresses.map { $0.replacing(":", with: #"\:"#) } : addresses
    }

    /// The options, for an examination that reads the rest itself.
    var arguments: ConfigExamination.Arguments {
        ConfigExamination.Arguments(
            file: config,
            overrides: ConfigOverrides(listen: listen, upstreamBaseURL: upstreamBaseURL)
        )
    }

    /// Reads the configuration; its errors end the program with exit code 78.
    func load(
        _ environment: [String: String],
        unsetKeys: UnsetKeys,
        passesOverFolder: Bool = false,
        onWarning: (ConfigWarning) -> Void = { StandardStreams.writeError("warning: \($0)\n") }
    ) throws -> Config {
        do {
            let here = FileManager.default.currentDirectoryPath
            let passedOver = passesOverFolder ? ConfigLocation.defaults([:], here).first?.path : nil
            let location = try ConfigLocation.find(
                flag: config,
                environment: environment,
                workingDirectory: here,
                exists: { $0 != passedOver && FileManager.default.fileExists(atPath: $0) }
            )
            let (config, warnings) = try Config.parse(
                yaml: try location.map(Self.read),
                file: location?.name ?? "config.yaml",
                environment: environment,
                overrides: ConfigOverrides(listen: listen, upstreamBaseURL: upstreamBaseURL),
                unsetKeys: unsetKeys,
                inContainer: Surroundings.isContainer(environment)
            )
            warnings.forEach(onWarning)
            return config
        } catch let errors as ConfigErrors {
            throw StartFailure(errors)
        }
    }

    private static func read(_ location: ConfigLocation) throws -> String {
        do {
            return try text(of: location)
        } catch {
            throw StartFailure(.failure(.wrongConfiguration, .config(.unreadable(error))))
        }
    }

    /// The file, for a start and for a check.
    @Sendable static func text(of location: ConfigLocation) throws(ConfigFileTrouble) -> String {
        let bytes: [UInt8]
        do throws(FileTrouble) {
            bytes = try InputFile(argument: location.path).contents(limit: longestFile)
        } catch {
            let cause: ConfigFileTrouble.Cause =
                switch error {
                case .isFolder: .isFolder
                case .system(let reason): .system(reason)
                case .tooLarge(let limit): .tooLarge(limit: limit)
                }
            throw ConfigFileTrouble(location, cause)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigFileTrouble(location, .notUTF8)
        }
        return text
    }

    private static let longestFile = 16 << 20
}

extension StartFailure {
    /// Lists all errors of a configuration at once.
    fileprivate init(_ errors: ConfigErrors) {
        let findings = errors.errors.map(Finding.init)
        if findings.count == 1, let only = findings.first {
            self.init(only)
            return
        }
        let origins = Set(errors.errors.map(\.place.origin))
        let subject = origins.count == 1 ? origins.map(\.description).joined() : "The configuration"
        let list = findings.map { "\n  \($0.message)" }.joined()
        let remedy = "Correct them; dragoman check shows any other problems."
        self.init("\(subject) has \(findings.count) errors:\(list)", remedy: remedy, .wrongConfiguration)
    }
}
