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
        let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .allowed)
        StandardStreams.writeOutput(ClaudeCodeEnvironment(config).exports)
    }
}
