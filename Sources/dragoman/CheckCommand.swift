import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// `dragoman check`: whether `run` would work, and a fix for each problem.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the setup, and show a fix for each problem.",
        discussion: """
            Checks the configuration, the mapping, the environment, the keys, the port, the disk, the upstream and \
            Claude Code, and changes nothing. Signs: ✓ good, · note, ! warning, ✗ error; the fix follows.

            Exit codes: 0 if the proxy would run and answer, even with warnings; otherwise the code that run would end \
            with: 78 for the configuration or a key, 69 for the port, 73 for a file that cannot be written. If run would \
            serve but its requests would fail: 78 for a refused key or a wrong setting, 69 for an unreachable upstream. \
            64 for a mistake on the command line.
            """
    )

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Also send each mapped model one small question with a tool. Each costs a few hundred tokens.")
    var ask = false

    @Flag(
        help: ArgumentHelp(
            "Only check whether the running proxy is healthy, for a container's health check.",
            discussion: "Prints nothing and exits with 0 if it is; prints the reason and exits with 1 if not."
        )
    )
    var health = false

    @OptionGroup var options: ConfigOptions

    func validate() throws {
        if health, json || ask {
            throw ValidationError("--health cannot be combined with --json or --ask.")
        }
    }

    func run() async throws {
        guard !health else { return try await HealthCheck(options: options).run() }
        let environment = ProcessInfo.processInfo.environment
        let scope: UpstreamFindings.Scope = ask ? .asking : .check
        let examination = Examination.live(options.arguments, environment: environment, read: ConfigOptions.text) {
            config in
            await UpstreamFindings.examine(config, environment: environment, scope: scope)
        }
        let diagnosis = await examination.diagnose()
        try print(diagnosis)
        if !diagnosis.wouldAnswer { throw ExitCode(diagnosis.exitStatus.rawValue) }
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
