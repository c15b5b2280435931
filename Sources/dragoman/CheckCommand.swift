import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// `dragoman check`: whether `run` would run, and what to do where it would not.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether it would run, and what to do where it would not.",
        discussion: """
            Looks at the configuration, the mapping, the environment, the keys, the port, the disk, the upstream and \
            Claude Code, changes nothing, and says of each what was found: ✓ good, · to know, ! a surprise to come, \
            ✗ in the way, with what to do below it.

            Exit codes: 0 where it would run and be answered, whatever the warnings; otherwise the one that run would \
            end with: 78 for the configuration or a key, 69 for the port, 73 for what cannot be written. Where run would \
            serve and its requests would fail, 78 for a refused key or a wrong setting, 69 for an upstream that cannot be \
            reached. 64 for wrong use.
            """
    )

    @Flag(help: "Print one JSON object and nothing else.")
    var json = false

    @Flag(help: "Ask each mapped model one small question with a tool, too. It costs a few hundred tokens each.")
    var ask = false

    @Flag(
        help: ArgumentHelp(
            "Only ask the gateway that runs here whether it is well, as a container's health check does.",
            discussion: "Says nothing and ends with 0 where it is; says why not and ends with 1 where it is not."
        )
    )
    var health = false

    @OptionGroup var options: ConfigOptions

    func validate() throws {
        if health, json || ask {
            throw ValidationError("--health asks the running gateway and prints nothing: give it alone.")
        }
    }

    func run() async throws {
        guard !health else { return try await HealthCheck(options: options).run() }
        let environment = ProcessInfo.processInfo.environment
        let scope: UpstreamFindings.Scope = ask ? .asking : .check
        let examination = Examination.live(options.arguments, environment: environment, read: Self.read) { config in
            await UpstreamFindings.examine(config, environment: environment, scope: scope)
        }
        let diagnosis = await examination.diagnose()
        try print(diagnosis)
        if !diagnosis.wouldAnswer { throw ExitCode(diagnosis.exitStatus.rawValue) }
    }

    /// With the words of a start that fails.
    @Sendable private static func read(_ location: ConfigLocation) throws(ConfigExamination.Unreadable) -> String {
        do {
            return try ConfigOptions.read(location)
        } catch {
            let failure = error as? StartFailure
            throw ConfigExamination.Unreadable(
                message: failure?.message ?? "\(location.name) cannot be read.",
                remedy: failure?.remedy ?? "Look at it: ls -ld \(location.path)"
            )
        }
    }

    private func print(_ diagnosis: Diagnosis) throws {
        guard !json else { return try StandardStreams.printOutput(diagnosis.json + [UInt8(ascii: "\n")]) }
        let terminal = StreamTerminal.output
        let style = DiagnosisText.Style(
            width: terminal.width,
            isColored: terminal.isColored,
            isUnicode: StreamTerminal.isUnicode
        )
        try StandardStreams.printOutput(Array(DiagnosisText(diagnosis, style: style).text.utf8))
    }
}
