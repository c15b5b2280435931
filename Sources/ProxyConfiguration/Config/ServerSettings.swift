package import Translation

/// The limits and times of the edge.
package struct ServerSettings: Sendable, Equatable {
    /// Larger requests are answered with 413.
    package var maxBody: ByteCount = .megabytes(64)
    /// Time for open requests to finish at shutdown.
    package var shutdownGrace: Duration = .seconds(8)
    /// How long a stream may be silent before a ping is sent.
    package var heartbeat: Duration = .seconds(10)
    /// How long a stream may be silent before its 200 is sent. Until then an upstream failure is still a plain HTTP
    /// error.
    package var commitAfter: Duration = .seconds(10)
    /// How long the upstream may take to count tokens before an estimate answers.
    package var countTokensTimeout: Duration = .seconds(2)
    package var maxJSONDepth: Int = 512
    /// Names under which the proxy is reached, beside those that only this machine or its network can give; `*.` at the
    /// beginning stands for all below. In lower case.
    package var allowedHosts: [String] = []
    /// Whether a start asks each upstream for its models, to report problems early.
    package var checksUpstreams = true

    package init() {}
}
