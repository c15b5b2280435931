import Journal
import ProxyConfiguration

/// What the endpoints work with.
struct EdgeServices: Sendable {
    let bridge: MessagesBridge
    let telemetry: TelemetryIntake
    let telemetryPermits: TelemetryPermits
    let meter: TrafficMeter
    let clock: EngineClock
    let startedAt: ContinuousClock.Instant
    let server: ServerSettings
}
