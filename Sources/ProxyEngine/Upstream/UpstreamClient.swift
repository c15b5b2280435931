package import NIOCore
package import ProxyConfiguration
package import Translation

/// Sends requests upstream. A value of closures, so that the live client and a scripted one are alike to its users.
package struct UpstreamClient: Sendable {
    package typealias Send = @Sendable (UpstreamRequest, any UpstreamReceiver, _ attempt: Int) -> UpstreamCall

    /// Starts a request whose answer goes to the receiver under that attempt. Never blocks.
    package var send: Send

    package init(send: @escaping Send) {
        self.send = send
    }
}

/// A request that is under way.
package struct UpstreamCall: Sendable {
    /// Ends it by closing the connection. Calling it after the end does nothing.
    package var cancel: @Sendable () -> Void

    package init(cancel: @escaping @Sendable () -> Void) {
        self.cancel = cancel
    }
}

/// What is sent: JSON by POST, but for the questions of a check.
package struct UpstreamRequest: Sendable {
    package enum Method: Sendable {
        case post
        /// Without a body.
        case get
    }

    package var method = Method.post
    package var upstream: UpstreamSettings
    /// Below the upstream's base URL: `/responses`.
    package var path: String
    package var headers: [OutgoingHeader]
    package var body: ByteBuffer
    package var accept: String
    /// Where the answer is read. Nil: any will do.
    package var eventLoop: (any EventLoop)?

    /// Without `headers` those of the upstream's own API are sent.
    package init(
        upstream: UpstreamSettings,
        path: String,
        headers: [OutgoingHeader]? = nil,
        body: ByteBuffer,
        accept: String = "text/event-stream",
        eventLoop: (any EventLoop)? = nil
    ) {
        self.headers = headers ?? upstream.dialect.headers(for: upstream.server, ClientExtras())
        self.upstream = upstream
        self.path = path
        self.body = body
        self.accept = accept
        self.eventLoop = eventLoop
    }
}
