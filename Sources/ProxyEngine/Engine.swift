import Foundation
package import Journal
import NIOCore
import NIOPosix
package import ProxyConfiguration
import ServiceLifecycle
import Translation

/// The composition root: a configuration becomes the services of one process. The only file that names them all.
package struct Engine: Sendable {
    /// What differs between a run, a demonstration and a test.
    package struct Options: Sendable {
        package var clock = EngineClock.system
        /// Tells the ids of this run from those of others.
        package var run = UInt32.random(in: .min ... .max)
        /// Takes the place of the network.
        package var upstream: UpstreamClient?
        /// Which upstreams are reached through a proxy.
        package var proxies = ProxyVariables.none
        package var jitter: @Sendable () -> Double = { Double.random(in: 0...1) }

        package init() {}
    }

    package let config: Config
    package let bus: EventBus
    package let ring: ExchangeRing
    package let meter: TrafficMeter
    package let bridge: MessagesBridge
    private let telemetryLog: TelemetryLog?
    private let edge: EdgeServices
    private let ids: ExchangeIDs
    private let edgeCounts: EdgeCounts
    private let live: LiveUpstream?
    package let clock: EngineClock

    package init(_ config: Config, options: Options = Options()) {
        self.config = config
        clock = options.clock
        let clock = options.clock
        let bus = EventBus()
        let ring = ExchangeRing(capacity: config.capture.memory.bytes)
        let group = MultiThreadedEventLoopGroup.singleton
        let live =
            options.upstream == nil
            ? LiveUpstream(config, proxies: options.proxies, group: group) : nil
        let telemetryLog = config.telemetry.log.map { path in
            TelemetryLog(
                TelemetryLogConfiguration(
                    path: path,
                    maximumSize: config.telemetry.maxSize.bytes,
                    keep: config.telemetry.keep
                ),
                ownKeys: KeyMask(
                    config.clientKeys
                        + config.upstreams.flatMap { [$0.apiKey].compactMap(\.self) + $0.headers.map(\.value) }
                ),
                now: clock.now,
                onWarning: { bus.publish(.log(Journal.LogEvent(.warning, $0.description, at: clock.date()))) }
            )
        }
        let intake = TelemetryIntake(log: telemetryLog, bus: bus, clock: clock)
        let catalog = ModelCatalog.bundled.applying(config.catalog)
        let edgeCounts = EdgeCounts()
        let meter = TrafficMeter(
            intake: intake,
            bus: bus,
            ring: ring,
            clock: clock,
            edge: edgeCounts,
            shutdowns: config.shutdowns(in: catalog)
        )
        let ids = ExchangeIDs(run: options.run)
        let services = ExchangeServices(
            server: config.server,
            client: options.upstream ?? live?.upstreamClient ?? .unavailable,
            gates: Dictionary(
                config.upstreams.map { ($0.name, ConcurrencyGate(permits: $0.maxConcurrent)) },
                uniquingKeysWith: { first, _ in first }
            ),
            bus: bus,
            ring: ring,
            clock: clock,
            timers: group,
            jitter: options.jitter
        )
        self.bus = bus
        self.ring = ring
        self.meter = meter
        self.telemetryLog = telemetryLog
        self.ids = ids
        self.edgeCounts = edgeCounts
        self.live = live
        bridge = MessagesBridge(
            config: config,
            catalog: catalog,
            services: services,
            ids: ids
        )
        edge = EdgeServices(
            bridge: bridge,
            telemetry: intake,
            telemetryPermits: TelemetryPermits(config.server.maxTelemetryAtOnce),
            meter: meter,
            clock: clock,
            startedAt: clock.now(),
            server: config.server
        )
    }

    /// All that a front end is given: the events, the kept exchanges and their stages.
    package var feed: any EventFeed { LocalEventFeed(bus: bus, ring: ring) }

    package func log(
        _ level: Journal.LogEvent.Level,
        _ message: String,
        _ details: [(name: String, value: String)] = []
    ) {
        bus.publish(.log(Journal.LogEvent(level, message, details, at: clock.date())))
    }

    /// The bus with its readers: the meter, and the log and the capture where they are configured.
    func publishing(log writer: HeadlessLog?) async -> Publishing {
        let metered = await bus.subscribe()
        var readers: [@Sendable () async -> Void] = [{ [meter] in await meter.run(metered) }]
        if let writer {
            let logged = await bus.subscribe()
            readers.append {
                var writer = writer
                await writer.run(logged)
            }
        }
        if let directory = config.capture.directory {
            let captured = await bus.subscribe()
            let capture = CaptureDirectory(path: directory, ring: ring, bus: bus, clock: clock)
            readers.append { await capture.run(captured) }
        }
        return Publishing(bus: bus, readers: readers)
    }

    /// The services of a running engine, in the order they start. They end in the opposite one: the edge first, when
    /// its last stream has finished.
    func services(
        companion: (@Sendable (SocketAddress) async -> Void)?,
        onListening: @escaping @Sendable (SocketAddress?) async -> Void
    ) -> [any Service] {
        var services: [any Service] = []
        if let telemetryLog {
            services.append(Running({ await telemetryLog.run() }, onShutdown: { telemetryLog.finish() }))
        }
        guard let companion else {
            return services + [server(onListening: onListening)]
        }
        // What runs beside the edge starts when it listens, and must not keep it from accepting.
        let (addresses, address) = AsyncStream.makeStream(of: SocketAddress.self, bufferingPolicy: .bufferingNewest(1))
        let edge = server { bound in
            await onListening(bound)
            if let bound { address.yield(bound) }
            address.finish()
        }
        let beside = Following {
            await cancelWhenGracefulShutdown {
                for await address in addresses { await companion(address) }
            }
        }
        return services + [edge, beside]
    }

    /// Closes the connections to the upstreams. The client is no service: the end of the grace period cancels all
    /// services at once, and the edge must have said its last word before the answers it sends break off.
    func closeUpstreams() async {
        try? await live?.shutdown()
    }

    private func server(onListening: @escaping @Sendable (SocketAddress?) async -> Void) -> EdgeServer {
        EdgeServer(
            shared: EdgeShared(
                routes: EdgeRoutes(edge),
                hosts: HostRule(config),
                ids: ids,
                bus: bus,
                exchanges: bridge.services,
                counts: edgeCounts
            ),
            address: config.listen,
            group: MultiThreadedEventLoopGroup.singleton,
            onRunning: { channel in
                try? await channel.eventLoop.submit { channel.closeOnExec() }.get()
                await onListening(channel.localAddress)
            }
        )
    }
}

extension UpstreamClient {
    fileprivate static let unavailable = UpstreamClient { _, receiver, attempt in
        receiver.deliver(.failed(.unsendable(.noClient)), attempt: attempt)
        return UpstreamCall {}
    }
}
