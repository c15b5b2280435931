import ArgumentParser
import Doctor
import Foundation
import Journal
import NIOCore
import ProxyConfiguration
import ProxyEngine
import ProxyTUI
import Translation

/// `dragoman run`, and `dragoman` alone.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Start the proxy. This is the default."
    )

    @OptionGroup var options: ConfigOptions

    @Flag(name: .customLong("no-tui"), help: "Print a log line for each exchange instead of the dashboard.")
    var isHeadless = false

    @Flag(help: "The same as --no-tui, for screen readers and simple terminals.")
    var plain = false

    @Flag(help: "Serve a built-in mock of OpenAI and play a conversation: no key and no network.")
    var demo = false

    @Flag(help: "Serve the built-in mock of OpenAI for your own client.")
    var mock = false

    @Flag(help: "If OPENAI_API_KEY is missing, answer from the built-in mock instead of failing.")
    var mockWithoutKey = false

    /// The names of --mock and --mock-without-key in earlier versions.
    @Flag(help: .hidden) var standIn = false
    @Flag(help: .hidden) var standInWithoutKey = false

    @OptionGroup var story: StoryOptions

    func validate() throws {
        try story.validate(isDemo: demo)
    }

    var isMock: Bool { mock || standIn }
    var isMockWithoutKey: Bool { mockWithoutKey || standInWithoutKey }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        if try demo || isMock || lacksOnlyOpenAIKey(environment) {
            // No request needs a key.
            let config = try options.load(environment, unsetKeys: .unneeded)
            try await serveDemonstration(config, story: story.clock())
        } else {
            // Logged once it listens, so that the dashboard's log has them, and a failed start reports only the failure.
            var warnings: [ConfigWarning] = []
            let config = try options.load(environment, unsetKeys: .refused) { warnings.append($0) }
            try await serve(config, warnings, environment)
        }
    }

    /// Whether OpenAI's key is all that is missing: answers of the mock would hide any other mistake.
    private func lacksOnlyOpenAIKey(_ environment: [String: String]) throws -> Bool {
        guard isMockWithoutKey, (environment["OPENAI_API_KEY"] ?? "").isEmpty else { return false }
        let key = "sk-mock"
        let complete = environment.merging(["OPENAI_API_KEY": key]) { $1 }
        let config = try options.load(complete, unsetKeys: .refused, onWarning: { _ in })
        return config.upstreams.allSatisfy { $0.apiKey == Secret(key) }
    }

    private func serve(_ config: Config, _ warnings: [ConfigWarning], _ environment: [String: String]) async throws {
        let proxies = ProxyVariables(environment: environment)
        let proxyFindings = ProxyFindings.examine(config, proxies)
        let here = FileManager.default.currentDirectoryPath
        try StartFailure.refuse(
            KeyFindings.examine(config, environment: environment) + proxyFindings
                + TelemetryLogFindings.examine(config, workingDirectory: here)
        )
        var engineOptions = Engine.Options()
        engineOptions.proxies = proxies
        let engine = Engine(config, options: engineOptions)
        try await serve(engine, companion: config.server.checksUpstreams ? engine.checkUpstreams(environment) : nil) {
            engine.announce($0)
            for warning in warnings { engine.log(.warning, warning.description) }
            proxyFindings.forEach(engine.log)
        }
    }

    /// Serves with the dashboard or with a log.
    func serve(
        _ engine: Engine,
        companion: (@Sendable (SocketAddress) async -> Void)? = nil,
        isDemonstration: Bool = false,
        onListening: @escaping @Sendable (SocketAddress?) -> Void
    ) async throws {
        ProcessLimits.raiseOpenFiles()
        try await Self.listening(on: engine.config) {
            if opensDashboard {
                let run = DashboardRun(
                    engine: engine,
                    isDemonstration: isDemonstration,
                    companion: companion,
                    terminal: TerminalSettings(engine.config.dashboard, ProcessInfo.processInfo.environment),
                    onListening: onListening
                )
                try await run.run()
            } else {
                let log = HeadlessLog(engine.config.log, write: StandardStreams.writeOutput)
                let force: @Sendable () -> Void = { Foundation.exit(0) }
                let run = EngineRun(engine, log: log, companion: companion, force: force, onListening: onListening)
                try await run.run()
            }
        }
    }

    /// Whether there is a terminal, and no option disables the dashboard.
    var opensDashboard: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return !isHeadless && !plain && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && !["", "dumb"].contains(terminal)
    }

    /// Runs `body`, and explains why the program cannot listen on its port.
    static func listening(on config: Config, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            try StartFailure.refuse([await finding(config.listen, errno: error.errnoCode)])
            throw error
        } catch is SocketAddressError.UnknownHost, is SocketAddressError {
            try StartFailure.refuse([PortFindings.unknownHost(config.listen)])
        }
    }

    private static func finding(_ address: ListenAddress, errno code: Int32) async -> Finding {
        guard code == EADDRINUSE else { return PortFindings.refused(address, errno: code) }
        let proxy = await PortFindings.live.proxy(address)
        return PortFindings.taken(address, by: PortHolder.find(at: address), proxy: proxy)
    }
}

extension Engine {
    /// Logs the address and the next step for a person.
    func announce(_ address: SocketAddress?) {
        let host = address?.ipAddress ?? config.listen.host
        let port = address?.port ?? config.listen.port
        let url = "http://\(HostAndPort.text(host, port))"
        log(.info, "listening on \(url)", [("address", url), ("version", ProgramVersion.number)])
        for (rule, earlier) in bridge.routes.unreachable {
            log(.warning, "this mapping is never used", [("match", rule.match), ("behind", earlier.match)])
        }
        for rule in config.models {
            log(.info, "mapping", [("asked", rule.match), ("sent", rule.to), ("upstream", rule.upstream)])
        }
        warnOfShutdowns()
        log(.info, "to start Claude Code: \(invitation(ListenAddress(host: host, port: port)))")
    }

    /// Outside of its container this program is not installed, so the command sets the variables itself.
    private func invitation(_ bound: ListenAddress) -> String {
        guard !Surroundings.isContainer(ProcessInfo.processInfo.environment) else {
            let isDummy = config.clientKeys.contains(Config.wellKnownClientKey)
            let command = "ANTHROPIC_BASE_URL=http://\(bound.reachable) ANTHROPIC_AUTH_TOKEN="
            return command + (isDummy ? "dummy claude" : "KEY claude (KEY is one of client_keys)")
        }
        let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        let file = config.source.file.map { URL(filePath: $0, relativeTo: here).path(percentEncoded: false) }
        let option = file.map { " --config \(ShellText.quoted($0))" } ?? ""
        return "eval \"$(dragoman env\(option) --listen \(bound))\" && claude"
    }
}

extension TerminalSettings {
    fileprivate init(_ section: DashboardSection, _ environment: [String: String]) {
        let glyphs: GlyphSet? =
            switch section.glyphs {
            case .auto: nil
            case .unicode: .unicode
            case .narrow: .narrow
            case .ascii: .ascii
            }
        let background: Theme.Background? =
            switch section.background {
            case .auto: nil
            case .dark: .dark
            case .light: .light
            }
        self.init(glyphs: glyphs, background: background, isMouseOn: section.mouse == .on, environment: environment)
    }
}
