import Foundation
import NIOCore
import NIOHTTP1
import ProxyConfiguration
import Translation

/// The HTTP client of one event loop. Everything here happens on it.
final class LoopClient {
    /// What a target is kept by: the same URL may have another timeout at another upstream.
    private struct TargetKey: Hashable {
        var url: String
        var connectTimeout: Duration
    }

    /// Where a URL leads. It is kept, since parsing a URL for each request takes long.
    private struct Target {
        var pool: OriginPool
        var peer: UpstreamPeer
        /// The value of `Host`.
        var host: String
        var uri: String
    }

    /// The most that are kept. An upstream has two or three.
    private static let targetLimit = 256

    private let eventLoop: any EventLoop
    private let tls: TLSContext
    private let proxies: [UpstreamOrigin: ProxyServer]
    private var targets: [TargetKey: Target] = [:]
    private var pools: [ConnectionPath: OriginPool] = [:]
    private var isShutDown = false

    init(on eventLoop: any EventLoop, tls: TLSContext, proxies: [UpstreamOrigin: ProxyServer]) {
        self.eventLoop = eventLoop
        self.tls = tls
        self.proxies = proxies
    }

    /// Nil where the request has failed at once.
    func send(_ request: UpstreamRequest, _ receiver: any UpstreamReceiver, attempt: Int) -> SentRequest? {
        let target = isShutDown ? nil : target(of: request)
        guard let target else {
            receiver.deliver(.failed(.unsendable(isShutDown ? .noClient : .badURL)), attempt: attempt)
            return nil
        }
        let isPost = request.method == .post
        let head = HTTPRequestHead(
            version: .http1_1,
            method: isPost ? .POST : .GET,
            uri: target.uri,
            headers: Self.headers(of: request, host: target.host)
        )
        let sent = SentRequest(
            head,
            isPost ? request.body : ByteBuffer(),
            to: target.peer,
            receiver: receiver,
            attempt: attempt,
            on: eventLoop
        )
        target.pool.send(sent)
        return sent
    }

    private static func headers(of request: UpstreamRequest, host: String) -> HTTPHeaders {
        var headers = HTTPHeaders()
        let own = request.upstream.headersToSend(request.headers)
        headers.reserveCapacity(7 + own.count)
        headers.add(name: "host", value: host)
        if request.method == .post {
            headers.add(name: "content-type", value: "application/json")
            headers.add(name: "content-length", value: String(request.body.readableBytes))
        }
        headers.add(name: "accept", value: request.accept)
        headers.add(name: "accept-encoding", value: "gzip")
        headers.add(name: "user-agent", value: "dragoman/\(ProgramVersion.number)")
        for header in own {
            header.value.withValue { headers.replaceOrAdd(name: header.name, value: $0) }
        }
        return headers
    }

    // MARK: Targets

    private func target(of request: UpstreamRequest) -> Target? {
        let settings = request.upstream.settings
        let key = TargetKey(
            url: UpstreamAddress.joined(settings.baseURL, request.path),
            connectTimeout: settings.timeouts.connect
        )
        if let known = targets[key] { return known }
        guard let target = makeTarget(key, request.upstream.origin) else { return nil }
        if targets.count < Self.targetLimit { targets[key] = target }
        return target
    }

    private func makeTarget(_ key: TargetKey, _ origin: UpstreamOrigin?) -> Target? {
        guard let origin, let parts = URLComponents(string: key.url) else { return nil }
        let path = ConnectionPath(origin: origin, proxy: proxies[origin], timeout: TimeAmount(key.connectTimeout))
        let pool = pools[path] ?? OriginPool(path, tls, on: eventLoop)
        pools[path] = pool
        let uri = parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
        return Target(pool: pool, peer: path.peer, host: origin.authority, uri: uri.isEmpty ? "/" : uri)
    }

    func shutdown() -> [EventLoopFuture<Void>] {
        isShutDown = true
        targets = [:]
        return pools.values.flatMap { $0.shutdown() }
    }
}
