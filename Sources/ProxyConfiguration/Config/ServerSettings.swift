package import Translation

/// The limits and times of the edge.
package struct ServerSettings: Sendable, Equatable {
    /// Larger requests are answered with 413.
    package var maxBody: ByteCount = .megabytes(64)
    /// The same for telemetry.
    package var maxTelemetry: ByteCount = .megabytes(8)
    /// How many large telemetry bodies are read at a time.
    package var maxTelemetryAtOnce: Int = 4
    /// How long an answer may be that is put together because its client did not ask for a stream.
    package var maxAnswer: ByteCount = .megabytes(64)
    /// Further connections wait until one of these ends.
    package var maxConnections: Int = 4096
    /// How long a client may take for the head of a request.
    package var headerTimeout: Duration = .seconds(30)
    /// How long a client may pause while it sends a body or takes an answer.
    package var bodyTimeout: Duration = .seconds(60)
    /// How long a connection stays open without a request.
    package var idleTimeout: Duration = .seconds(600)
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
