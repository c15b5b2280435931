import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration
import ProxyTUI

/// `dragoman claude`: Claude Code in the place of this process, in the environment that `dragoman env` prints.
struct ClaudeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claude",
        abstract: "Run Claude Code through the gateway that runs here.",
        usage: "dragoman claude [<argument> ...]",
        discussion: """
            Runs the claude of your PATH with the variables that `dragoman env` prints, and without those it takes away. \
            All arguments are claude's, --help too. The gateway must run already: start dragoman in another terminal.

            The configuration is found as everywhere. What options say elsewhere, DRAGOMAN_CONFIG and DRAGOMAN_LISTEN \
            say here.

            Exit codes: claude's own; 69 where no gateway answers or there is no claude; 78 for a wrong configuration.
            """
    )

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("What claude is given, as it is.", valueName: "argument")
    )
    var arguments: [String] = []

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let config = try Self.configuration(environment)
        try config.requireKnownPort(remedy: "Say which one it has: DRAGOMAN_LISTEN=HOST:PORT dragoman claude")
        try await Self.requireGateway(at: config.listen)
        try await Self.requireKey(config)
        guard let path = ClaudeCodeProgram.find(in: environment)?.path else {
            throw StartFailure(
                "There is no claude on the PATH.",
                remedy: "Install Claude Code (https://code.claude.com/docs/en/setup), or put it on the PATH.",
                .unavailable
            )
        }
        Self.warn(of: ClaudeCodeFindings.overruling(ClaudeCodeSurroundings.readSettings(environment), config))
        let own = ClaudeCodeEnvironment(config, terminal: environment).applied(to: environment)
        let reason = ProgramReplacement.begin(path, ["claude"] + arguments, environment: own)
        throw StartFailure("\(path) cannot be run: \(reason).", remedy: "Install Claude Code anew.", .unavailable)
    }

    /// The folder to work in may hold a config.yaml that is another program's: one that cannot be read is passed over.
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
                warning: config.yaml in this folder is passed over: it is not dragoman's, or has mistakes.
                  If it is the proxy's, dragoman check says what is wrong with it.

                """
            )
            return config
        }
    }

    /// Started elsewhere, the proxy may have read another file, and ask for a key that is not known here.
    private static func requireKey(_ config: Config) async throws {
        let key = config.clientKeys.first ?? Config.wellKnownClientKey
        let probe = HealthProbe(config.listen, deadline: .seconds(patience))
        guard let status = try? await probe.status(of: "/v1/models", key: key), status == 401 else { return }
        throw StartFailure(
            "The proxy on \(config.listen.reachable) does not take the key that is known here.",
            remedy: "Name the configuration it was started with: DRAGOMAN_CONFIG=/path/to/config.yaml dragoman claude",
            .wrongConfiguration
        )
    }

    private static func warn(of findings: [Finding]) {
        for finding in findings {
            let remedy = finding.remedy.map { "\n  \($0)" } ?? ""
            StandardStreams.writeError("warning: \(finding.message)\(remedy)\n")
        }
    }

    /// In seconds. A port that nothing listens on is known at once; a proxy on a busy machine may take a while to answer.
    private static let patience = 10

    /// Ends the program where claude would only report connection errors, retry after retry.
    private static func requireGateway(at listen: ListenAddress) async throws {
        do {
            _ = try await HealthProbe(listen, deadline: .seconds(patience)).ask()
        } catch let failure {
            let address = failure.address
            let holder = PortHolder.find(at: address).holder.map { " (\($0))" } ?? ""
            let elsewhere = "DRAGOMAN_LISTEN=HOST:PORT dragoman claude"
            let another = "End that, or have dragoman listen elsewhere: DRAGOMAN_LISTEN=HOST:PORT in both terminals."
            let (message, remedy) =
                switch failure.reason {
                case .nothingListens:
                    (
                        "Nothing listens on \(address).",
                        "Start dragoman in another terminal; if it runs elsewhere, say where: \(elsewhere)"
                    )
                case .noAnswer:
                    (
                        "What listens on \(address)\(holder) has not answered within \(patience) s.",
                        "If that is dragoman, it is busy: try again. If it is another program: \(another)"
                    )
                case .stranger, .status:
                    ("What listens on \(address)\(holder) is not dragoman.", another)
                case .unreachable:
                    (failure.description, "Say where dragoman runs: \(elsewhere)")
                }
            throw StartFailure(message, remedy: remedy, .unavailable)
        }
    }
}

extension Config {
    /// What Claude Code is told must be a port that can be asked for.
    func requireKnownPort(remedy: String) throws {
        guard listen.port == 0 else { return }
        throw StartFailure(
            "listen is \(listen), where the system chooses the port.",
            remedy: remedy,
            .wrongConfiguration
        )
    }
}
