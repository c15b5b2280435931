import ArgumentParser
import Foundation
import ProxyConfiguration

extension ClaudeCodeEnvironment.Shell: ExpressibleByArgument {}

/// `dragoman env`: what the terminal that runs Claude Code must export.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the lines for the terminal that will run Claude Code.",
        discussion: """
            In that terminal: eval "$(dragoman env)", or in fish: dragoman env --shell fish | source

            Variables that are set there and would lead Claude Code elsewhere are taken away. Or leave the terminal as it \
            is, and run: dragoman claude
            """
    )

    @Option(help: ArgumentHelp("The shell that reads the lines.", valueName: "shell"))
    var shell = ClaudeCodeEnvironment.Shell.posix

    @OptionGroup var options: ConfigOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        // The upstream's key is rightly missing in this terminal; what else is odd, `run` says.
        let config = try options.load(environment, unsetKeys: .allowed, onWarning: { _ in })
        try config.requireKnownPort(remedy: "Say which one it has: --listen HOST:PORT")
        let lines = ClaudeCodeEnvironment(config, terminal: environment)
            .exports(for: shell, comments: isatty(STDOUT_FILENO) == 1)
        StandardStreams.writeOutput(lines)
    }
}
