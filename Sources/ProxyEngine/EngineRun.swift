import Foundation
import Journal
import Logging
package import NIOCore
import ProxyConfiguration
import ServiceLifecycle

/// A running engine: starts its services, ends them gracefully on the first SIGTERM or SIGINT and at once on the second.
package struct EngineRun: Sendable {
    package let engine: Engine
    private let writer: HeadlessLog?
    private let companion: (@Sendable (SocketAddress) async -> Void)?
    private let forcedEnd: ForcedEnd
    private let isOnTerminal: Bool
    private let ending: EngineEnding
    private let onEnding: @Sendable () -> Void
    private let onListening: @Sendable (SocketAddress?) async -> Void

    /// How long an orderly end may take after the grace period. It takes long where something hangs: a reader of the log
    /// that has stopped, a disk.
    private static let lastMoment: Duration = .seconds(1)

    /// `force` ends the process when the orderly end takes too long. On a terminal, its loss and `^\` end the program as
    /// gracefully as the others do. `onEnding` is called when the engine is about to end, whatever the cause.
    package init(
        _ engine: Engine,
        log writer: HeadlessLog?,
        companion: (@Sendable (SocketAddress) async -> Void)? = nil,
        force: @escaping @Sendable () -> Void = {},
        isOnTerminal: Bool = false,
        ending: EngineEnding = EngineEnding(),
        onEnding: @escaping @Sendable () -> Void = {},
        onListening: @escaping @Sendable (SocketAddress?) async -> Void
    ) {
        self.engine = engine
        self.writer = writer
        self.companion = companion
        forcedEnd = ForcedEnd(force)
        self.isOnTerminal = isOnTerminal
        self.ending = ending
        self.onEnding = onEnding
        self.onListening = onListening
    }

    /// Returns when everything has ended. A port that cannot be listened on is thrown.
    package func run(trappingSignals: Bool = true) async throws {
        let logger = Logger(label: "dragoman") { _ in
            BusLogHandler(bus: engine.bus, clock: .system, level: .warning)
        }
        let services = engine.services(companion: companion, onListening: onListening)
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0,
                    successTerminationBehavior: .ignore,
                    failureTerminationBehavior: .gracefullyShutdownGroup
                )
            },
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = engine.config.server.shutdownGrace
        let group = ServiceGroup(configuration: configuration)
        let publishing = await engine.publishing(log: writer)
        // Until the last reader of the bus has ended: one that hangs is what a second signal is for.
        let signals = trappingSignals ? trapSignals() : nil
        defer { signals?.cancel() }
        try await publishing.during {
            do {
                try await serve(group)
            } catch {
                await engine.closeUpstreams()
                throw error
            }
            await engine.closeUpstreams()
        }
    }

    private func serve(_ group: ServiceGroup) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask { await watch(group) }
            defer { tasks.cancelAll() }
            do {
                // The watching task only returns when everything is to end at once.
                try await tasks.next()
            } catch is CancellationError {
                // The grace period ran out, or a second signal came: that is an end like any other.
            }
        }
    }

    private func trapSignals() -> ProcessSignals {
        let endings = isOnTerminal ? [SIGTERM, SIGINT, SIGHUP, SIGQUIT] : [SIGTERM, SIGINT]
        // By default each of these ends the program.
        let ignored = isOnTerminal ? [] : [SIGHUP, SIGUSR1, SIGUSR2]
        return ProcessSignals(endings + ignored) { [engine, ending, forcedEnd] signal in
            guard endings.contains(signal) else {
                return engine.log(.info, "signal ignored", [("signal", ProcessSignals.name(signal))])
            }
            switch ending.receive(signal) {
            case .finish: forcedEnd.arm(engine.config.server.shutdownGrace + Self.lastMoment)
            case .endNow: forcedEnd.arm(Self.lastMoment)
            case nil: break
            }
        }
    }

    private func watch(_ group: ServiceGroup) async {
        var hasBegun = false
        for await request in ending.requests {
            if !hasBegun { onEnding() }
            hasBegun = true
            switch request {
            case .finish(let cause):
                forcedEnd.arm(engine.config.server.shutdownGrace + Self.lastMoment)
                engine.log(.info, "shutting down, waiting for open streams", [("signal", cause.description)])
                await group.triggerGracefulShutdown()
            case .endNow(let cause):
                engine.log(.info, "shutting down now", [("signal", cause.description)])
                return forcedEnd.arm(Self.lastMoment)
            }
        }
    }
}

extension EngineEnding.Cause {
    fileprivate var description: String {
        switch self {
        case .signal(let number): ProcessSignals.name(number)
        case .program: "none, from within"
        }
    }
}
