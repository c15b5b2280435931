import Journal
import NIOPosix
package import ProxyConfiguration
import ProxyEngine
import Translation

/// Asks each upstream whether it is reachable, accepts its key and has the models that are mapped to it.
package struct UpstreamFindings: Sendable {
    /// How much to ask and report.
    package enum Scope: Sendable, CaseIterable {
        /// Only problems that a start has not reported yet.
        case start
        /// Also the abilities of the models, and their shutdown dates.
        case check
        /// Also one small request to each model, which costs tokens.
        case asking
    }

    let config: Config
    let catalog: ModelCatalog
    let client: UpstreamClient
    let proxies: ProxyVariables
    let clock: EngineClock
    /// The time limit of one question to an upstream.
    let patience: Duration

    init(
        _ config: Config,
        catalog: ModelCatalog = .bundled,
        client: UpstreamClient,
        proxies: ProxyVariables = .none,
        clock: EngineClock = .system,
        patience: Duration = UpstreamProbe.usualDeadline
    ) {
        self.config = config
        self.catalog = catalog.applying(config.catalog)
        self.client = client
        self.proxies = proxies
        self.clock = clock
        self.patience = patience
    }

    /// Asks all upstreams at the same time, over new connections. To connect none gets longer than a question may take.
    package static func examine(
        _ config: Config,
        environment: [String: String],
        scope: Scope = .check
    ) async -> [Finding] {
        let proxies = ProxyVariables(environment: environment)
        let group = MultiThreadedEventLoopGroup.singleton
        var config = config
        for index in config.upstreams.indices {
            let own = config.upstreams[index].timeouts.connect
            config.upstreams[index].timeouts.connect = min(own, UpstreamProbe.usualDeadline)
        }
        let live = LiveUpstream(config, proxies: proxies, group: group)
        let findings = await UpstreamFindings(config, client: live.upstreamClient, proxies: proxies).examine(scope)
        // This cancels requests that are still running.
        try? await live.shutdown()
        return findings
    }

    /// By subject, then in the order of the configuration.
    func examine(_ scope: Scope) async -> [Finding] {
        let answers = await answers()
        // A start reports this before it listens.
        var findings = scope == .start ? [] : ProxyFindings.examine(config, proxies)
        for (upstream, answer) in answers {
            let way = proxies.way(to: upstream.baseURL)
            findings += UpstreamFinding(upstream, answer, way, source: config.source).all
        }
        let models = ModelFindings(config, catalog, UpstreamProbe(client, clock: clock, deadline: patience))
        findings += await models.examine(answers, saysAll: scope != .start)
        if scope != .start { findings += ShutdownFindings.examine(config, catalog, now: clock.date()) }
        findings += ClockFindings.examine(answers.map { ($0.name, $1) })
        if scope == .asking {
            findings += await ModelQuestion(config, catalog, client, clock, patience: patience).askAll(answers)
        }
        return scope == .start ? findings.filter(\.isTrouble) : findings.inOrder
    }

    /// False if another finding already says why it cannot work: a key that cannot be sent, or an unusable proxy.
    private func mayAsk(_ upstream: UpstreamSettings) -> Bool {
        if case .refused = proxies.way(to: upstream.baseURL) { return false }
        return upstream.apiKey?.withValue { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } } ?? true
    }

    private func answers() async -> [(UpstreamSettings, UpstreamProbe.Answer)] {
        let probe = UpstreamProbe(client, clock: clock, deadline: patience)
        return await withTaskGroup(of: (Int, UpstreamProbe.Answer).self) { tasks in
            for (index, upstream) in config.upstreams.enumerated() where mayAsk(upstream) {
                tasks.addTask { (index, await probe.ask(upstream)) }
            }
            var answers: [Int: UpstreamProbe.Answer] = [:]
            for await (index, answer) in tasks { answers[index] = answer }
            return config.upstreams.indices.compactMap { index in
                answers[index].map { (config.upstreams[index], $0) }
            }
        }
    }
}

extension Finding {
    fileprivate var isTrouble: Bool {
        switch level {
        case .good, .note: false
        case .warning, .outage, .failure: true
        }
    }
}

extension [Finding] {
    /// By subject; the findings of one subject in the order in which they were made.
    fileprivate var inOrder: [Finding] {
        Finding.Subject.allCases.flatMap { subject in filter { $0.subject == subject } }
    }
}
