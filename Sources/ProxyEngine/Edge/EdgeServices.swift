import Journal

/// What the endpoints work with.
struct EdgeServices: Sendable {
    let bridge: MessagesBridge
    let telemetry: TelemetryIntake
    let meter: TrafficMeter
    let clock: EngineClock
    let startedAt: ContinuousClock.Instant
    let bodyLimit: Int
}
