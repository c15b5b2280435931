import Journal
import JournalTestSupport
import Logging
import NIOCore
package import ProxyConfiguration
package import ProxyEngine
import ServiceLifecycle
package import Translation

/// A proxy on a loopback port that the system gives, in front of a ``ScriptedUpstream``, with all that it publishes.
///
/// The engine is the real one, sockets and all; only its configuration is the test's. ``serving(_:api:options:configure:body:)``
/// starts it and ends it gracefully, so whatever a test leaves running is in the way of its own end.
package struct RunningEngine: Sendable {
    /// What a client must send, and must never arrive anywhere else.
    package static let clientKey = "client-key-4711-0815"
    /// What the upstream must get, and must never come back.
    package static let upstreamKey = "sk-upstream-1234567890abcdef"
    /// The name of the one upstream.
    package static let upstreamName = "scripted"

    package let engine: Engine
    package let upstream: ScriptedUpstream
    package let url: String
    let record: Observed<Record>
    private let group: ServiceGroup

    /// What a run has said so far.
    struct Record: Sendable {
        var events: [ProxyEvent] = []
        var log = ""
        var address: SocketAddress?
        var hasEnded = false
    }

    /// The configuration tests start from: both keys set, one retry, no telemetry log, and no limit of time that a slow
    /// machine could come to. A test that is about one sets it.
    package static func configuration(_ upstream: ScriptedUpstream, _ api: DialectName) -> Config {
        var config = Config.default
        config.listen = ListenAddress(host: "127.0.0.1", port: 0)
        config.clientKeys = [Secret(clientKey)]
        config.upstreams = [
            UpstreamSettings(
                name: upstreamName,
                baseURL: upstream.baseURL,
                apiKey: Secret(upstreamKey),
                api: api == .chat ? .chat : .responses,
                retries: 1
            )
        ]
        config.models = [
            ModelRule(match: "claude-opus-*", to: "gpt-5.2", upstream: upstreamName, line: 14),
            ModelRule(match: "claude-sonnet-*", to: "gpt-4.1", upstream: upstreamName, line: 15),
            ModelRule(match: "claude-haiku-*", to: "gpt-5", upstream: upstreamName, line: 16),
        ]
        config.source = .file("config.yaml")
        config.telemetry.log = nil
        config.upstreams[0].timeouts.connect = Patience.unlimited
        config.upstreams[0].timeouts.firstByte = Patience.unlimited
        config.upstreams[0].timeouts.idle = Patience.unlimited
        config.server.heartbeat = Patience.unlimited
        config.server.commitAfter = Patience.unlimited
        config.server.countTokensTimeout = Patience.unlimited
        config.server.shutdownGrace = Patience.unlimited
        config.server.headerTimeout = Patience.unlimited
        config.server.bodyTimeout = Patience.unlimited
        config.server.idleTimeout = Patience.unlimited
        return config
    }

    /// Runs `body` with an engine of its own whose upstream answers by `rules`.
    package static func serving<Result: Sendable>(
        _ rules: ScriptRule...,
        api: DialectName = .responses,
        options: Engine.Options = Engine.Options(),
        configure: @Sendable (inout Config) -> Void = { _ in },
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        try await ScriptedUpstream.serving { upstream in
            upstream.script(rules)
            var config = configuration(upstream, api)
            configure(&config)
            return try await serving(Engine(config, options: options), before: upstream, body: body)
        }
    }

    /// Runs `body` with `engine`, which may have another upstream than the scripted one.
    package static func serving<Result: Sendable>(
        _ engine: Engine,
        before upstream: ScriptedUpstream,
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        let record = Observed(Record())
        let events = await engine.feed.events()
        let run = EngineRun(
            engine,
            log: HeadlessLog(engine.config.log) { lines in record.update { $0.log += lines } },
            onListening: { address in record.update { $0.address = address } }
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: Served(run: run) { record.update { $0.hasEnded = true } },
                        successTerminationBehavior: .ignore
                    )
                ],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                for await batch in events { record.update { $0.events += batch } }
            }
            tasks.addTask { try await group.run() }
            let address = try await record.wait { $0.address != nil || $0.hasEnded }.address
            guard let port = address?.port else {
                try await tasks.waitForAll()
                throw NotListening()
            }
            let running = RunningEngine(
                engine: engine,
                upstream: upstream,
                url: "http://127.0.0.1:\(port)",
                record: record,
                group: group
            )
            let result = await Swift.Result(catching: { try await body(running) })
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }

    /// Asks the engine to end as SIGTERM does, and returns at once.
    package func beginShutdown() async {
        await group.triggerGracefulShutdown()
    }

    /// Returns once the engine's `run()` has.
    package func waitForEnd() async throws {
        try await record.wait { $0.hasEnded }
    }

    package struct NotListening: Error {}

    /// The engine's run as a service, through which a graceful shutdown reaches it.
    private struct Served: Service {
        let run: EngineRun
        let onEnd: @Sendable () -> Void

        func run() async throws {
            defer { onEnd() }
            try await run.run(trappingSignals: false)
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(catching body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
