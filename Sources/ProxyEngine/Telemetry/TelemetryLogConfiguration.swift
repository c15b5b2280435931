/// Where telemetry.jsonl is and what it may take.
package struct TelemetryLogConfiguration: Sendable, Equatable {
    package var path: String
    /// The log moves on to `path.1` before it would grow beyond this many bytes.
    package var maximumSize: Int
    /// How many older files are kept beside the current one: `path.1`, the newest, to `path.keep`.
    package var keep: Int
    /// How many bytes of events may wait for the disk. What comes beyond is dropped and counted.
    package var queueLimit: Int
    /// How long the disk is left alone after it failed.
    package var retryDelay: Duration

    package init(
        path: String,
        maximumSize: Int = 50_000_000,
        keep: Int = 5,
        queueLimit: Int = 2 * TelemetryParser.maximumEventBytes,
        retryDelay: Duration = .seconds(5)
    ) {
        self.path = path
        self.maximumSize = maximumSize
        self.keep = keep
        self.queueLimit = queueLimit
        self.retryDelay = retryDelay
    }
}
