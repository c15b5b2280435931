package import Translation

/// How much of past exchanges is kept.
package struct CaptureSettings: Sendable, Equatable {
    package var memory: ByteCount = .megabytes(64)
    /// Nil is `off`: nothing is written to disk.
    package var directory: String?

    package init() {}
}
