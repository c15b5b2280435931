import Dispatch
import Foundation
import Logging
package import NIOCore
import ServiceLifecycle
import UnixSignals

/// A running engine: starts its services, ends them gracefully on the first SIGTERM or SIGINT and at once on the second.
package struct EngineRun: Sendable {
    package let engine: Engine
    private let writer: HeadlessLog?
    private let companion: (@Sendable (SocketAddress) async -> Void)?
    private let force: @Sendable () -> Void
    private let endingSignals: [UnixSignal]
    private let onListening: @Sendable (SocketAddress?) async -> Void

    /// `force` is called a second after a second signal, and ends the process if nothing else has. On a terminal, its
    /// loss and `^\` end the program as gracefully as the others do.
    package init(
        _ engine: Engine,
        log writer: HeadlessLog?,
        companion: (@Sendable (SocketAddress) async -> Void)? = nil,
        force: @escaping @Sendable () -> Void = {},
        isOnTerminal: Bool = false,
        onListening: @escaping @Sendable (SocketAddress?) async -> Void
    ) {
        self.engine = engine
        self.writer = writer
        self.companion = companion
        self.force = force
        endingSignals = isOnTerminal ? [.sigterm, .sigint, .sighup, .sigquit] : [.sigterm, .sigint]
        self.onListening = onListening
    }

    /// Returns when everything has ended. A port that cannot be listened on is thrown.
    package func run(trappingSignals: Bool = true) async throws {
        let logger = Logger(label: "dragoman") { _ in
            BusLogHandler(bus: engine.bus, clock: .system, level: .warning)
        }
        let services = engine.services(
            logger: logger,
            companion: companion,
            onListening: onListening
        )
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
        try await publishing.during {
            try await serve(group, trappingSignals: trappingSignals)
        }
    }

    private func serve(_ group: ServiceGroup, trappingSignals: Bool) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if trappingSignals {
                tasks.addTask { try await watchSignals(group) }
            }
            defer { tasks.cancelAll() }
            do {
                // The signals' task only returns when everything is to end at once.
                try await tasks.next()
            } catch is CancellationError {
                // The grace period ran out, or a second signal came: that is an end like any other.
            }
        }
    }

    /// Supervisors signal the process and its group; what comes within this time is one signal told twice.
    private static let sameSignal: Duration = .milliseconds(250)

    private func watchSignals(_ group: ServiceGroup) async throws {
        var ending: ContinuousClock.Instant?
        for await signal in await UnixSignalsSequence(trapping: endingSignals) {
            if let ending {
                if ContinuousClock.now - ending < Self.sameSignal { continue }
                engine.log(.info, "ending at once", [("signal", "\(signal)")])
                // Should something not hear of it (a reader of the log that has stopped, a disk that hangs).
                DispatchQueue.global().asyncAfter(deadline: .now() + 1, execute: DispatchWorkItem(block: force))
                return
            }
            ending = .now
            engine.log(.info, "ending when the running streams have finished", [("signal", "\(signal)")])
            await group.triggerGracefulShutdown()
        }
    }
}
