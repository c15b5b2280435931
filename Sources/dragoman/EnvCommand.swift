import ArgumentParser
import Foundation
import ProxyConfiguration

extension ClaudeCodeEnvironment.Shell: ExpressibleByArgument {}

/// `dragoman env`: the variables for the terminal that runs Claude Code.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the variables for the terminal that will run Claude Code.",
        discussion: """
            In that terminal: eval "$(dragoman env)", or in fish: dragoman env --shell fish | source

            The output also unsets variables that point elsewhere. To leave the terminal unchanged, run instead: \
            dragoman claude
            """
    )

    @Option(help: ArgumentHelp("The shell that reads the lines.", valueName: "shell"))
    var shell = ClaudeCodeEnvironment.Shell.posix

    @OptionGroup var options: ConfigOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        // The upstream's key need not be set in this terminal; `run` reports other problems.
        let config = try options.load(environment, unsetKeys: .allowed, onWarning: { _ in })
        try config.requireKnownPort(remedy: "Name the port: --listen HOST:PORT")
        let lines = ClaudeCodeEnvironment(config, terminal: environment)
            .exports(for: shell, comments: isatty(STDOUT_FILENO) == 1)
        StandardStreams.writeOutput(lines)
    }
}
