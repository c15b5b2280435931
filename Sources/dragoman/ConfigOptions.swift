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
        help: ArgumentHelp("Where to listen.", valueName: "host:port"),
        completion: .custom { _, _, _ in ConfigOptions.usualAddresses }
    )
    var listen: String?

    @Option(help: ArgumentHelp("The base URL of the upstream, such as http://127.0.0.1:8080/v1.", valueName: "url"))
    var upstreamBaseURL: String?

    /// To zsh a colon begins a description.
    private static var usualAddresses: [String] {
        let addresses = ["127.0.0.1:3999", "localhost:3999", "0.0.0.0:3999"]
        return CompletionShell.requesting == .zsh ? addresses.map { $0.replacing(":", with: #"\:"#) } : addresses
    }

    /// What is said here, for an examination that reads the rest itself.
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

    static func read(_ location: ConfigLocation) throws -> String {
        let file = InputFile(argument: location.path)
        let bytes: [UInt8]
        do {
            bytes = try file.read(limit: Self.longestFile, limitedBy: "no configuration is near as long")
        } catch let failure as StartFailure {
            let message = failure.message.replacing(location.path, with: location.name)
            let remedy = "Give --config a file that this user may read, or put it right: ls -ld \(location.path)"
            throw StartFailure(message, remedy: remedy, .wrongConfiguration)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let message = "\(location.name) is not text in UTF-8."
            throw StartFailure(
                message,
                remedy: "Save it as UTF-8, or name another file with --config.",
                .wrongConfiguration
            )
        }
        return text
    }

    private static let longestFile = 16 << 20
}

extension StartFailure {
    /// All that is wrong with a configuration, so that it need not be found out one by one.
    fileprivate init(_ errors: ConfigErrors) {
        let lines = errors.errors.map(\.description)
        let origins = Set(errors.errors.map(\.place.origin))
        guard lines.count > 1 else {
            self.init(lines.joined(), remedy: Self.remedy(for: errors.errors.first?.place), .wrongConfiguration)
            return
        }
        let subject = origins.count == 1 ? origins.joined() : "The configuration"
        let list = lines.map { "\n  \($0)" }.joined()
        let remedy = "Correct them there; dragoman check says what else is wrong."
        self.init("\(subject) has \(lines.count) errors:\(list)", remedy: remedy, .wrongConfiguration)
    }

    private static func remedy(for place: ConfigPlace?) -> String {
        switch place?.origin {
        case "--config", "$DRAGOMAN_CONFIG":
            "Name a file that is there, or none: then config.yaml in this folder is read, or the defaults serve."
        default:
            "Correct it there; dragoman check says what else is wrong."
        }
    }
}
