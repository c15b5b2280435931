package import Translation

/// The log of what clients report about themselves.
package struct TelemetrySettings: Sendable, Equatable {
    /// Nil is `off`: what comes in is counted and shown, and nothing of it is kept.
    package var log: String? = "telemetry.jsonl"
    /// The file is rotated when it is larger.
    package var maxSize: ByteCount = .megabytes(50)
    /// How many rotated files are kept beside the current one.
    package var keep: Int = 5

    package init() {}
}
