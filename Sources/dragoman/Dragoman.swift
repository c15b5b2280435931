import ArgumentParser
import Dispatch
import Foundation
import ProxyEngine
import ProxyTUI

/// The start of the process. On a terminal, the launcher comes first: it must be alone in its process when it starts the
/// program proper, so this is not asynchronous.
@main
enum Program {
    static func main() {
        ProgramReplacement.rememberStart()
        CrashGuard.begin()
        if opensDashboard, let status = TerminalLauncher.launch() { exit(status) }
        let main = Task { await Dragoman.main() }
        withExtendedLifetime(main) { dispatchMain() }
    }

    private static var opensDashboard: Bool {
        (try? Dragoman.parseAsRoot() as? RunCommand)?.opensDashboard ?? false
    }
}

/// The command line: one file a subcommand.
struct Dragoman: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dragoman",
        abstract: "Claude Code on OpenAI's models: an Anthropic Messages API in front of OpenAI's.",
        version: ProgramVersion.line,
        subcommands: [RunCommand.self, CheckCommand.self, ClaudeCommand.self, EnvCommand.self, TranslateCommand.self],
        defaultSubcommand: RunCommand.self
    )

    /// Runs and ends the process. A failed start has a message for a person and an exit code of its own; the parser
    /// reports everything else.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Foundation.exit(0)
        } catch let failure as StartFailure {
            StandardStreams.writeError("dragoman: \(failure)\n")
            exit(withError: failure.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
