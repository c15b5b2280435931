import ArgumentParser
import Dispatch
import Foundation
import ProxyEngine
import ProxyTUI

/// The entry point. On a terminal the launcher comes first. It must start the program while its process has one thread,
/// so this is not asynchronous.
@main
enum Program {
    static func main() {
        StandardStreams.openMissing()
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

/// The command line; each subcommand has a file.
struct Dragoman: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dragoman",
        abstract: "Claude Code on OpenAI's models: an Anthropic Messages API in front of OpenAI's.",
        version: ProgramVersion.line,
        subcommands: [RunCommand.self, CheckCommand.self, ClaudeCommand.self, EnvCommand.self, TranslateCommand.self],
        defaultSubcommand: RunCommand.self
    )

    /// Runs the command and ends the process. A `StartFailure` has its own message and exit code; the parser reports
    /// everything else.
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
