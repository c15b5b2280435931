package import Journal
package import NIOCore
package import ProxyConfiguration

/// What every exchange shares.
package struct ExchangeServices: Sendable {
    package var server: ServerSettings
    package var client: UpstreamClient
    /// One gate for each upstream, by its name.
    package var gates: [String: ConcurrencyGate]
    package var refusals = RefusalMemory()
    package var corrections = EstimateCorrections()
    package var counts = CountMemory()
    package var bus: EventBus
    package var ring: ExchangeRing
    package var memory = MemoryReturn()
    package var clock: EngineClock
    /// Its event loops run the exchanges that come over no connection.
    package var timers: any EventLoopGroup
    /// From 0 to 1, for spreading retries.
    package var jitter: @Sendable () -> Double
}
