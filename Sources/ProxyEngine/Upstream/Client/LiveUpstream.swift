package import NIOCore
package import NIOSSL
package import ProxyConfiguration
import Translation

/// The live client: HTTP/1.1 with a pool of connections for each event loop, so that an upstream's connection is on the
/// loop of the client's.
package final class LiveUpstream: Sendable {
    private let loops: [(eventLoop: any EventLoop, client: NIOLoopBoundBox<LoopClient>)]

    /// `proxies` has the proxy of each origin that is reached through one.
    package init(
        group: any EventLoopGroup,
        proxies: [UpstreamOrigin: ProxyServer] = [:],
        trustRoots: NIOSSLTrustRoots = .default
    ) {
        let tls = TLSContext(trustRoots: trustRoots)
        loops = group.makeIterator().map { eventLoop in
            let client = LoopClient(on: eventLoop, tls: tls, proxies: proxies)
            return (eventLoop, .makeBoxSendingValue(client, eventLoop: eventLoop))
        }
    }

    package var upstreamClient: UpstreamClient {
        UpstreamClient { [loops] request, receiver, attempt in
            // A request that belongs to no event loop is sent on the first one.
            guard let loop = loops.first(where: { $0.eventLoop === request.eventLoop }) ?? loops.first else {
                receiver.deliver(.failed(.unsendable(.noClient)), attempt: attempt)
                return UpstreamCall {}
            }
            let eventLoop = loop.eventLoop
            let sent = NIOLoopBoundBox<SentRequest?>.makeEmptyBox(eventLoop: eventLoop)
            eventLoop.perform { sent.value = loop.client.value.send(request, receiver, attempt: attempt) }
            return UpstreamCall { eventLoop.perform { sent.value?.cancel() } }
        }
    }

    /// Closes all connections. What is under way fails.
    package func shutdown() async throws {
        for (eventLoop, client) in loops {
            try await eventLoop.flatSubmit {
                EventLoopFuture.andAllComplete(client.value.shutdown(), on: eventLoop)
            }.get()
        }
    }
}

extension EventLoop {
    /// At once if this is its thread, else as soon as possible.
    fileprivate func perform(_ work: @escaping @Sendable () -> Void) {
        if inEventLoop { work() } else { execute(work) }
    }
}
