import ArgumentParser
import ProxyEngine

/// The command line: one file a subcommand.
@main
struct Dragoman: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dragoman",
        abstract: "Claude Code on OpenAI's models: an Anthropic Messages API in front of OpenAI's.",
        version: ProgramVersion.number,
        subcommands: [RunCommand.self, EnvCommand.self],
        defaultSubcommand: RunCommand.self
    )
}
