import ArgumentParser
import Foundation
import ProxyEngine

/// `dragoman env`: what the terminal that runs Claude Code must export.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the export lines for the terminal that will run Claude Code.",
        discussion: "In that terminal: eval \"$(dragoman env)\""
    )

    @OptionGroup var options: ConfigOptions

    func run() throws {
        // The upstream's key is rightly missing in this terminal; what else is odd, `run` says.
        let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .allowed, onWarning: { _ in })
        StandardStreams.writeOutput(ClaudeCodeEnvironment(config).exports)
    }
}
