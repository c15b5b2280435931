/// Whether and when to try again. Pure: attempt and failure in, decision out.
package struct RetryPolicy: Sendable, Equatable {
    /// Tries after the first.
    package var retries: Int
    package var base: Duration
    package var ceiling: Duration

    package init(retries: Int, base: Duration = .milliseconds(500), ceiling: Duration = .seconds(8)) {
        self.retries = retries
        self.base = base
        self.ceiling = ceiling
    }

    /// How long to wait before the next try, or nil to give up. `jitter` is from 0 to 1 and shortens the wait by up to
    /// a quarter, so that many streams that failed together do not come back together. A wait that the upstream asks
    /// for is kept to the letter; the caller decides whether that is too long.
    package func delay(afterAttempt attempt: Int, retryAfter: Duration?, jitter: Double) -> Duration? {
        guard attempt <= retries else { return nil }
        if let retryAfter { return retryAfter }
        let doublings = min(attempt - 1, 16)
        let full = min(base * (1 << doublings), ceiling)
        return full * (1 - 0.25 * min(max(jitter, 0), 1))
    }
}
