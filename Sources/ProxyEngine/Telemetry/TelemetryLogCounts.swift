/// What became of the events that were given to the log.
package struct TelemetryLogCounts: Sendable, Equatable {
    package var written = 0
    /// Events that found the queue full or the log closed, or that were still waiting when it closed.
    package var dropped = 0
    /// How often the disk was tried in vain.
    package var writeFailures = 0

    package init(written: Int = 0, dropped: Int = 0, writeFailures: Int = 0) {
        self.written = written
        self.dropped = dropped
        self.writeFailures = writeFailures
    }
}
