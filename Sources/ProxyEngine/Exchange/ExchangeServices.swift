package import Journal
package import NIOCore
package import ProxyConfiguration

/// What every exchange shares.
package struct ExchangeServices: Sendable {
    package var server: ServerSettings
    package var client: UpstreamClient
    /// One gate for each upstream, by its name.
    package var gates: [String: ConcurrencyGate]
    package var refusals: RefusalMemory
    package var corrections: EstimateCorrections
    package var counts: CountMemory
    package var bus: EventBus
    package var ring: ExchangeRing
    package var memory: MemoryReturn
    package var clock: EngineClock
    /// Whose event loops serve what comes over no connection.
    package var timers: any EventLoopGroup
    /// From 0 to 1, for spreading retries.
    package var jitter: @Sendable () -> Double

    package init(
        server: ServerSettings,
        client: UpstreamClient,
        gates: [String: ConcurrencyGate],
        refusals: RefusalMemory,
        corrections: EstimateCorrections = EstimateCorrections(),
        counts: CountMemory = CountMemory(),
        bus: EventBus,
        ring: ExchangeRing,
        memory: MemoryReturn = MemoryReturn(),
        clock: EngineClock,
        timers: any EventLoopGroup,
        jitter: @escaping @Sendable () -> Double
    ) {
        self.server = server
        self.client = client
        self.gates = gates
        self.refusals = refusals
        self.corrections = corrections
        self.counts = counts
        self.bus = bus
        self.ring = ring
        self.memory = memory
        self.clock = clock
        self.timers = timers
        self.jitter = jitter
    }
}
