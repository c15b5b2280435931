import Foundation
import Journal
import NIOCore
import ProxyConfiguration
import ProxyEngine
import ProxyTUI

/// A running engine with the dashboard in front of it.
struct DashboardRun {
    let engine: Engine
    let isDemonstration: Bool
    let companion: (@Sendable (SocketAddress) async -> Void)?
    let terminal: TerminalSettings
    let onListening: @Sendable (SocketAddress?) -> Void

    func run() async throws {
        let events = await engine.feed.events()
        let (addresses, found) = AsyncStream.makeStream(of: SocketAddress.self, bufferingPolicy: .bufferingNewest(1))
        let ending = EngineEnding()
        let (endings, ends) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let run = EngineRun(
            engine,
            log: nil,
            companion: companion,
            force: { Foundation.exit(0) },
            isOnTerminal: true,
            ending: ending,
            onEnding: { ends.yield() }
        ) { address in
            onListening(address)
            if let address { found.yield(address) }
            found.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { found.finish() }
                try await run.run()
            }
            tasks.addTask {
                for await address in addresses { await show(events, address, ending, endings) }
            }
            try await tasks.waitForAll()
        }
    }

    private func show(
        _ events: EventSubscription,
        _ address: SocketAddress,
        _ ending: EngineEnding,
        _ endings: AsyncStream<Void>
    ) async {
        let listen = ListenAddress(
            host: address.ipAddress ?? engine.config.listen.host,
            port: address.port ?? engine.config.listen.port
        )
        let facts = ProgramFacts(
            address: listen.description,
            version: ProgramVersion.number,
            startedAt: engine.clock.date(),
            timeZoneOffset: TimeZone.current.secondsFromGMT(),
            isDemonstration: isDemonstration,
            configFile: engine.config.source.file,
            takesWellKnownKey: engine.config.clientKeys.isEmpty
                || engine.config.clientKeys.contains(Config.wellKnownClientKey),
            upstreams: Dictionary(
                engine.config.upstreams.map {
                    ($0.name, ProgramFacts.Upstream(baseURL: $0.baseURL, server: $0.server))
                },
                uniquingKeysWith: { first, _ in first }
            )
        )
        let dashboard = Dashboard(
            feed: engine.feed,
            events: events,
            ending: endings,
            actions: DashboardActions(
                resend: { endpoint, headers, body in
                    await engine.resend(body, headers: headers, to: endpoint, at: address)
                },
                finish: ending.finish,
                endNow: ending.endNow
            ),
            settings: DashboardSettings(terminal: terminal, rowLimit: engine.config.dashboard.rows),
            date: engine.clock.date
        )
        do {
            let mappings = engine.bridge.routes.listedRules.map {
                MappingCount(match: $0.match, target: $0.target, citation: $0.citation)
            }
            if try await dashboard.run(facts, mappings: mappings) == .terminalLost { ending.finish() }
        } catch {
            // Without a dashboard the proxy still serves, and logs.
            StandardStreams.writeError("dragoman: \(error)\n")
            var log = HeadlessLog(engine.config.log, write: StandardStreams.writeOutput)
            await log.run(events)
        }
    }
}
