package import Journal
package import NIOCore
import NIOPosix
package import ProxyConfiguration
package import Translation

extension Engine {
    /// Sends a request as it was recorded to the proxy itself, as another client would, with those of its headers that
    /// the translation and the record read. Gives what came of it, for a person; the exchange that it makes says the
    /// rest.
    package func resend(
        _ body: [UInt8],
        headers: [HeaderField],
        to endpoint: Exchange.Endpoint,
        at address: SocketAddress
    ) async -> String {
        let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
        let upstream = UpstreamSettings(
            name: "edge",
            baseURL: Self.loopback(to: address, config.listen) + "/v1",
            apiKey: config.clientKeys.first ?? Config.wellKnownClientKey,
            headers: Self.resentHeaders(headers).map { UpstreamHeader(name: $0.name, value: Secret($0.value)) }
        )
        let path = endpoint == .messages ? "/messages" : "/messages/count_tokens"
        let request = UpstreamRequest(upstream: upstream, path: path, body: ByteBuffer(bytes: body))
        let inbox = UpstreamInbox()
        let call = live.upstreamClient.send(request, inbox, 1)
        let outcome = await Self.outcome(inbox)
        call.cancel()
        try? await live.shutdown()
        return outcome
    }

    /// What a client says of a request beside its body; keys were recorded without their text and are not among them.
    static func resentHeaders(_ headers: [HeaderField]) -> [HeaderField] {
        var kept: [HeaderField] = []
        for field in headers where field.value != Secret("").description {
            let name = field.name.lowercased()
            guard name.hasPrefix("anthropic-") || name.hasPrefix("x-claude-code-") else { continue }
            // A list may come in several headers.
            if let index = kept.firstIndex(where: { $0.name == name }) {
                kept[index].value += "," + field.value
            } else {
                kept.append(HeaderField(name, field.value))
            }
        }
        return kept
    }

    private static func outcome(_ inbox: UpstreamInbox) async -> String {
        var status: Int?
        while let signal = await inbox.next() {
            switch signal {
            case .head(let head): status = head.status
            case .body: continue
            case .end: return status.map { "sent again: answered with \($0)" } ?? "sent again: no answer came"
            case .failed(let error): return "sent again: it failed (\(error))"
            }
        }
        return "sending again was cancelled"
    }
}

extension Engine {
    /// Where the edge can be reached from here: an address that means every interface is reached through loopback.
    package static func loopback(to address: SocketAddress, _ listen: ListenAddress) -> String {
        let bound = ListenAddress(host: address.ipAddress ?? listen.host, port: address.port ?? listen.port)
        return "http://\(bound.reachable)"
    }
}
