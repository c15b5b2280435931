import ArgumentParser
import ProxyEngine

/// The command line: one file a subcommand.
@main
struct Dragoman: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dragoman",
        abstract: "Claude Code on OpenAI's models: an Anthropic Messages API in front of OpenAI's.",
        version: ProgramVersion.number,
        subcommands: [RunCommand.self, TranslateCommand.self, EnvCommand.self],
        defaultSubcommand: RunCommand.self
    )

    /// A failure to start is a message for a person and an exit code of its own; all else is the parser's to tell.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as StartFailure {
            StandardStreams.writeError("dragoman: \(failure)\n")
            exit(withError: failure.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
