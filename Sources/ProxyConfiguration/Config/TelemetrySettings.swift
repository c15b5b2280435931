package import Translation

/// The log of client telemetry.
package struct TelemetrySettings: Sendable, Equatable {
    /// Nil is `off`: telemetry is counted and shown, but not stored.
    package var log: String? = "telemetry.jsonl"
    /// The file is rotated when it is larger.
    package var maxSize: ByteCount = .megabytes(50)
    /// Number of rotated files to keep beside the current one.
    package var keep: Int = 5

    package init() {}
}
