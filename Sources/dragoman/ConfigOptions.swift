import ArgumentParser
import Foundation
import ProxyEngine

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
        completion: .list(["127.0.0.1:3999", "localhost:3999", "0.0.0.0:3999"])
    )
    var listen: String?

    @Option(help: ArgumentHelp("The base URL of the upstream, such as http://127.0.0.1:8080/v1.", valueName: "url"))
    var upstreamBaseURL: String?

    /// Reads the configuration; its errors end the program with exit code 78.
    func load(
        _ environment: [String: String],
        unsetKeys: UnsetKeys,
        onWarning: (ConfigWarning) -> Void = { StandardStreams.writeError("warning: \($0)\n") }
    ) throws -> Config {
        do {
            let location = try ConfigLocation.find(
                flag: config,
                environment: environment,
                workingDirectory: FileManager.default.currentDirectoryPath,
                exists: { FileManager.default.fileExists(atPath: $0) }
            )
            let (config, warnings) = try Config.parse(
                yaml: try location.map(read),
                file: location?.name ?? "config.yaml",
                environment: environment,
                overrides: ConfigOverrides(listen: listen, upstreamBaseURL: upstreamBaseURL),
                unsetKeys: unsetKeys
            )
            warnings.forEach(onWarning)
            return config
        } catch let errors as ConfigErrors {
            throw StartFailure.configuration(errors.description)
        }
    }

    private func read(_ location: ConfigLocation) throws -> String {
        guard let data = FileManager.default.contents(atPath: location.path) else {
            throw StartFailure.configuration("\(location.name) cannot be read: is it a file, and may you read it?")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw StartFailure.configuration("\(location.name) is not text in UTF-8.")
        }
        return text
    }
}
