package import Translation

/// The edge's limits and its sense of time.
package struct ServerSettings: Sendable, Equatable {
    /// A larger request is answered with 413.
    package var maxBody: ByteCount = .megabytes(64)
    /// How long requests may go on after the program was told to end.
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
    /// Whether a start asks each upstream for its models, to say early what would fail later.
    package var checksUpstreams = true

    package init() {}
}
