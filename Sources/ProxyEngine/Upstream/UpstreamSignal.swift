package import NIOCore
package import Translation

/// Something that can wake an exchange that waits for its upstream.
package enum UpstreamSignal: Sendable {
    case head(UpstreamHead)
    case body(ByteBuffer)
    case end
    case failed(UpstreamError)
    /// Time has passed: look at the clock.
    case tick
    /// The client is gone, or the server is ending.
    case cancelled
}

/// Status and headers of an upstream's answer.
package struct UpstreamHead: Sendable, Equatable {
    package var status: Int
    package var headers: [HeaderField]

    package init(status: Int, headers: [HeaderField]) {
        self.status = status
        self.headers = headers
    }

    /// The first value of the header called `name`, in whatever case it was sent.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}
