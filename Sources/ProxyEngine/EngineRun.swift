import Dispatch
import Foundation
import Journal
import Logging
package import NIOCore
import ProxyConfiguration
import ServiceLifecycle
import Synchronization
import UnixSignals

/// A running engine: starts its services, ends them gracefully on the first SIGTERM or SIGINT and at once on the second.
package struct EngineRun: Sendable {
    package let engine: Engine
    private let writer: HeadlessLog?
    private let companion: (@Sendable (SocketAddress) async -> Void)?
    private let force: @Sendable () -> Void
    private let endingSignals: [UnixSignal]
    private let ending: EngineEnding?
    private let onEnding: @Sendable () -> Void
    private let onListening: @Sendable (SocketAddress?) async -> Void

    /// `force` is called a second after a second signal, and ends the process if nothing else has. On a terminal, its
    /// loss and `^\` end the program as gracefully as the others do. `onEnding` is called when the engine is about to
    /// end, for whatever reason.
    package init(
        _ engine: Engine,
        log writer: HeadlessLog?,
        companion: (@Sendable (SocketAddress) async -> Void)? = nil,
        force: @escaping @Sendable () -> Void = {},
        isOnTerminal: Bool = false,
        ending: EngineEnding? = nil,
        onEnding: @escaping @Sendable () -> Void = {},
        onListening: @escaping @Sendable (SocketAddress?) async -> Void
    ) {
        self.engine = engine
        self.writer = writer
        self.companion = companion
        self.force = force
        endingSignals = isOnTerminal ? [.sigterm, .sigint, .sighup, .sigquit] : [.sigterm, .sigint]
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
        try await publishing.during {
            try await serve(group, trappingSignals: trappingSignals)
        }
    }

    private func serve(_ group: ServiceGroup, trappingSignals: Bool) async throws {
        let begun = Begun()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if trappingSignals {
                tasks.addTask { await watchSignals(group, begun) }
            }
            if let ending {
                tasks.addTask { await watch(ending, group, begun) }
            }
            defer { tasks.cancelAll() }
            do {
                // The watching tasks only return when everything is to end at once.
                try await tasks.next()
            } catch is CancellationError {
                // The grace period ran out, or a second signal came: that is an end like any other.
            }
        }
    }

    /// Supervisors signal the process and its group; what comes within this time is one signal that came twice.
    private static let sameSignal: Duration = .milliseconds(250)

    /// When the graceful end began, by a signal or otherwise.
    private final class Begun: Sendable {
        private let moment = Mutex<ContinuousClock.Instant?>(nil)

        /// Nil the first time; then how long ago that was.
        func mark() -> Duration? {
            moment.withLock { moment in
                if let moment { return .now - moment }
                moment = .now
                return nil
            }
        }
    }

    private func watchSignals(_ group: ServiceGroup, _ begun: Begun) async {
        for await signal in await UnixSignalsSequence(trapping: endingSignals) {
            if let passed = begun.mark() {
                if passed < Self.sameSignal { continue }
                return endNow("\(signal)")
            }
            await finish(group, "\(signal)")
        }
    }

    private func watch(_ ending: EngineEnding, _ group: ServiceGroup, _ begun: Begun) async {
        for await request in ending.requests {
            switch request {
            case .finish:
                if begun.mark() == nil { await finish(group, "none, from within") }
            case .endNow:
                if begun.mark() == nil { onEnding() }
                return endNow("none, from within")
            }
        }
    }

    private func finish(_ group: ServiceGroup, _ signal: String) async {
        engine.log(.info, "shutting down, waiting for open streams", [("signal", signal)])
        onEnding()
        await group.triggerGracefulShutdown()
    }

    private func endNow(_ signal: String) {
        engine.log(.info, "shutting down now", [("signal", signal)])
        // Should something not hear of it (a reader of the log that has stopped, a disk that hangs).
        DispatchQueue.global().asyncAfter(deadline: .now() + 1, execute: DispatchWorkItem(block: force))
    }
}
