import Synchronization

/// How many large telemetry bodies may be in memory at a time.
final class TelemetryPermits: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(_ limit: Int) {
        self.limit = limit
    }

    /// Nil where all are taken.
    func enter() -> TelemetryPermit? {
        let isFree = taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
        return isFree ? TelemetryPermit(self) : nil
    }

    fileprivate func leave() {
        taken.withLock { $0 -= 1 }
    }
}

/// Ends with its last holder, however that ends.
final class TelemetryPermit: Sendable {
    private let permits: TelemetryPermits

    fileprivate init(_ permits: TelemetryPermits) {
        self.permits = permits
    }

    deinit {
        permits.leave()
    }
}
