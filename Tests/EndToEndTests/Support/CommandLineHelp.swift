import Foundation
import TranslationTestSupport

/// The program's own description of its command line (`--experimental-dump-help`).
struct CommandLineHelp: Sendable {
    struct Command: Sendable {
        var name: String
        /// Long names, without the hyphens.
        var options: Set<String>
        var hasPositional: Bool
    }

    var commands: [Command]

    static func read() async throws -> CommandLineHelp {
        let end = try await ChildProcess.run(
            try Tool.dragoman.requireLocation(),
            ["--experimental-dump-help"],
            environment: ["HOME": "/", "PATH": "/usr/bin:/bin"]
        )
        let root = try JSON(parsing: end.output.joined(separator: "\n"))["command"]
        return CommandLineHelp(commands: (root?["subcommands"]?.elements ?? []).map(Command.init))
    }
}

extension CommandLineHelp.Command {
    init(_ json: JSON) {
        // Hidden options are former names that still work.
        let arguments = (json["arguments"]?.elements ?? []).filter { $0["shouldDisplay"] != false }
        name = json["commandName"]?.string ?? ""
        hasPositional = arguments.contains { $0["kind"]?.string == "positional" }
        let names = arguments.flatMap { $0["names"]?.elements ?? [] }
        options = Set(names.filter { $0["kind"]?.string == "long" }.compactMap { $0["name"]?.string })
    }
}
