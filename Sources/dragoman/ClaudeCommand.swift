import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration
import ProxyTUI
import Translation

/// `dragoman claude`: replaces this process by Claude Code, in the environment that `dragoman env` prints.
struct ClaudeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claude",
        abstract: "Run Claude Code through the running proxy.",
        usage: "dragoman claude [<argument> ...]",
        discussion: """
            Runs the claude of your PATH with the variables that `dragoman env` sets and unsets. All arguments are \
            passed to claude, even --help. The proxy must already be running: start dragoman in another terminal.

            There are no options: set DRAGOMAN_CONFIG and DRAGOMAN_LISTEN instead.

            Exit codes: claude's own; 69 if no proxy answers or claude is not installed; 78 for a wrong configuration.
            """
    )

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("Passed to claude unchanged.", valueName: "argument")
    )
    var arguments: [String] = []

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let config = try Self.configuration(environment)
        try config.requireKnownPort(remedy: "Name the port: DRAGOMAN_LISTEN=HOST:PORT dragoman claude")
        try await Self.requireProxy(at: config.listen)
        try await Self.requireKey(config)
        guard let path = ClaudeCodeProgram.find(in: environment)?.path else {
            throw StartFailure(.failure(.unavailable, .claudeCode(.notInstalled)))
        }
        Self.warn(of: ClaudeCodeFindings.overruling(ClaudeCodeSurroundings.readSettings(environment), config))
        let own = ClaudeCodeEnvironment(config, terminal: environment).applied(to: environment)
        let reason = ProgramReplacement.begin(path, ["claude"] + arguments, environment: own)
        throw StartFailure("Cannot run \(path): \(reason).", remedy: "Install Claude Code again.", .unavailable)
    }

    /// The current folder may contain a config.yaml of another program: an unusable one is ignored.
    private static func configuration(_ environment: [String: String]) throws -> Config {
        let options = try ConfigOptions.parse([])
        do {
            return try options.load(environment, unsetKeys: .allowed, onWarning: { _ in })
        } catch let failure as StartFailure {
            let isHere = FileManager.default.fileExists(atPath: "config.yaml")
            guard isHere, (environment["DRAGOMAN_CONFIG"] ?? "").isEmpty else { throw failure }
            let config = try options.load(environment, unsetKeys: .allowed, passesOverFolder: true, onWarning: { _ in })
            StandardStreams.writeError(
                """
                warning: ignoring config.yaml in this folder: it is another program's, or has mistakes.
                  If it belongs to the proxy, run dragoman check.

                """
            )
            return config
        }
    }

    /// A proxy that was started elsewhere may have read another file, with other keys.
    private static func requireKey(_ config: Config) async throws {
        let key = config.clientKeys.first ?? Config.wellKnownClientKey
        let probe = HealthProbe(config.listen, deadline: patience)
        guard let status = try? await probe.status(of: "/v1/models", key: key), status == 401 else { return }
        throw StartFailure(
            "The proxy on \(config.listen.reachable) does not accept the key of this configuration.",
            remedy: "Use the configuration of the proxy: DRAGOMAN_CONFIG=/path/to/config.yaml dragoman claude",
            .wrongConfiguration
        )
    }

    private static func warn(of findings: [Finding]) {
        for finding in findings {
            let remedy = finding.remedy.map { "\n  \($0)" } ?? ""
            StandardStreams.writeError("warning: \(finding.message)\(remedy)\n")
        }
    }

    /// The wait for a proxy, which may take a while on a busy machine; a refused connection is known at once.
    private static let patience = Duration.seconds(10)

    /// Without a proxy, claude would only report connection errors, retry after retry.
    private static func requireProxy(at listen: ListenAddress) async throws {
        do {
            _ = try await HealthProbe(listen, deadline: patience).ask()
        } catch let failure {
            let address = failure.address
            let holder = PortHolder.find(at: address).holder.map { " (\($0))" } ?? ""
            let elsewhere = "DRAGOMAN_LISTEN=HOST:PORT dragoman claude"
            let another =
                "Stop it, or choose another address for dragoman: DRAGOMAN_LISTEN=HOST:PORT in both terminals."
            let (message, remedy) =
                switch failure.reason {
                case .nothingListens:
                    (
                        failure.description,
                        "Start dragoman in another terminal. If it runs on another address, name it: \(elsewhere)"
                    )
                case .noAnswer:
                    (
                        "The program on \(address)\(holder) did not answer within \(DurationText.words(patience)).",
                        "If that is dragoman, it is busy: try again. If it is another program: \(another)"
                    )
                case .otherProgram, .status:
                    ("The program on \(address)\(holder) is not dragoman.", another)
                case .unreachable:
                    (failure.description, "Name the address of dragoman: \(elsewhere)")
                }
            throw StartFailure(message, remedy: remedy, .unavailable)
        }
    }
}

extension Config {
    /// Claude Code needs the port in advance.
    func requireKnownPort(remedy: String) throws {
        guard listen.port == 0 else { return }
        throw StartFailure(
            "listen is \(listen): the system chooses the port.",
            remedy: remedy,
            .wrongConfiguration
        )
    }
}
