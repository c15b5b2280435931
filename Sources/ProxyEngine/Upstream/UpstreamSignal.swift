package import NIOCore
package import Translation

/// A part of an upstream's answer, or why there is no more of it.
package enum UpstreamSignal: Sendable {
    case head(UpstreamHead)
    case body(ByteBuffer)
    case end
    case failed(UpstreamError)
}

/// Status and headers of an upstream's answer.
package struct UpstreamHead: Sendable, Equatable {
    package var status: Int
    package var headers: [HeaderField]

    package init(status: Int, headers: [HeaderField]) {
        self.status = status
        self.headers = headers
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The first value of the header called `name` (in lower case).
    package func header(_ name: String) -> String? {
        headers.value(of: name)
    }
}
