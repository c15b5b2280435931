import DequeModule
package import NIOCore
import NIOPosix

extension Engine {
    /// Sends a request as it was recorded to the proxy itself, as another client would. Gives what came of it, for a
    /// person; the exchange that it makes says the rest.
    package func resend(_ body: [UInt8], to endpoint: Exchange.Endpoint, at address: SocketAddress) async -> String {
        let live = LiveUpstream(connectTimeout: .seconds(5), group: MultiThreadedEventLoopGroup.singleton)
        let upstream = UpstreamSettings(
            name: "edge",
            baseURL: Self.loopback(to: address, config.listen) + "/v1",
            apiKey: config.clientKeys.first ?? Secret("dummy")
        )
        let path = endpoint == .messages ? "/messages" : "/messages/count_tokens"
        let request = UpstreamRequest(upstream: upstream, path: path, body: ByteBuffer(bytes: body))
        let inbox = UpstreamInbox()
        let call = live.upstreamClient.send(request, inbox, inbox.beginAttempt())
        let outcome = await Self.outcome(of: call, inbox)
        try? await live.shutdown()
        return outcome
    }

    private static func outcome(of call: UpstreamCall, _ inbox: UpstreamInbox) async -> String {
        var status: Int?
        while true {
            for signal in await inbox.next() {
                switch signal {
                case .head(let head): status = head.status
                case .end: return status.map { "sent again: answered with \($0)" } ?? "sent again: no answer came"
                case .failed(let error): return "sent again: it failed (\(error))"
                case .cancelled:
                    call.cancel()
                    return "sending again was cancelled"
                case .body, .tick: continue
                }
            }
        }
    }
}
