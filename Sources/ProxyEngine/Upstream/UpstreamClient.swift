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

/// What is sent: JSON by POST. Only `check` asks by GET.
package struct UpstreamRequest: Sendable {
    package enum Method: Sendable {
        case post
        /// Without a body.
        case get
    }

    package var method = Method.post
    package var upstream: ResolvedUpstream
    /// Below the upstream's base URL: `/responses`.
    package var path: String
    package var headers: [OutgoingHeader]
    package var body: ByteBuffer
    package var accept: String
    /// Where the answer is read. Nil: any will do.
    package var eventLoop: (any EventLoop)?

    package init(
        upstream: ResolvedUpstream,
        path: String,
        headers: [OutgoingHeader],
        body: ByteBuffer,
        accept: String = "text/event-stream",
        eventLoop: (any EventLoop)? = nil
    ) {
        self.upstream = upstream
        self.path = path
        self.headers = headers
        self.body = body
        self.accept = accept
        self.eventLoop = eventLoop
    }

    /// A question outside of any exchange, with the headers of the upstream's own API.
    package init(
        upstream: UpstreamSettings,
        path: String,
        body: ByteBuffer,
        accept: String = "text/event-stream"
    ) {
        let resolved = ResolvedUpstream(upstream)
        let headers = upstream.dialect.headers(for: resolved.server, ClientExtras())
        self.init(upstream: resolved, path: path, headers: headers, body: body, accept: accept)
    }
}
