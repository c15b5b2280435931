import AsyncHTTPClient
import Foundation
package import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
package import ProxyConfiguration
import Synchronization
import Translation

/// The live client: AsyncHTTPClient, with a connection pool for each event loop, so that an upstream's connection is on
/// the loop of the client's. The only file that names it.
package final class LiveUpstream: Sendable {
    /// A client for each event loop. One client for all would close the connections that it opens on a certain loop.
    private struct Pool: Sendable {
        private let clients: [(eventLoop: any EventLoop, client: HTTPClient)]

        init(_ group: any EventLoopGroup, _ configuration: HTTPClient.Configuration) {
            clients = group.makeIterator().map { eventLoop in
                (eventLoop, HTTPClient(eventLoopGroupProvider: .shared(eventLoop), configuration: configuration))
            }
        }

        /// The first serves callers on none of these loops.
        func client(on eventLoop: (any EventLoop)?) -> HTTPClient? {
            (clients.first { $0.eventLoop === eventLoop } ?? clients.first)?.client
        }

        func shutdown() async throws {
            for (_, client) in clients { try await client.shutdown() }
        }
    }

    private let direct: Pool
    /// By what is reached through a proxy: every address there is, also one that no upstream is configured with.
    private let proxied: [UpstreamOrigin: (pool: Pool, peer: UpstreamPeer)]
    private let proxyPools: [Pool]
    private let templates = RequestTemplates()

    /// At most `connections` to one host, from one event loop. `proxies` by what is reached through one.
    package init(
        connectTimeout: Duration,
        connections: Int = 64,
        group: any EventLoopGroup,
        proxies: [UpstreamOrigin: ProxyServer] = [:]
    ) {
        var configuration = HTTPClient.Configuration()
        var tls = TLSConfiguration.makeClientConfiguration()
        // Earlier versions are broken (RFC 8996).
        tls.minimumTLSVersion = .tlsv12
        configuration.tlsConfiguration = tls
        configuration.timeout.connect = TimeAmount(connectTimeout)
        // A redirect would carry the key to another place.
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .enabled(limit: .size(512 << 20))
        configuration.connectionPool.idleTimeout = .seconds(55)
        // A refused connection fails at once, and the exchange's own policy tries again: here it would be tried, unseen,
        // until the connect timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        // The gates decide how many requests are under way; one that they let through must not wait here.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.submit { channel.closeOnExec() }
        }
        configuration.http2ConnectionDebugInitializer = configuration.http1_1ConnectionDebugInitializer
        direct = Pool(group, configuration)
        var pools: [ProxyServer: Pool] = [:]
        for server in proxies.values where pools[server] == nil {
            configuration.proxy = HTTPClient.Configuration.Proxy(server)
            pools[server] = Pool(group, configuration)
        }
        proxyPools = Array(pools.values)
        proxied = proxies.compactMapValues { server in
            pools[server].map { ($0, UpstreamPeer(server.description, isProxy: true)) }
        }
    }

    package func shutdown() async throws {
        try await direct.shutdown()
        for pool in proxyPools { try await pool.shutdown() }
    }

    package var upstreamClient: UpstreamClient {
        UpstreamClient { [direct, proxied, templates] request, receiver, attempt in
            do {
                let proxy =
                    proxied.isEmpty ? nil : request.upstream.origin.flatMap { proxied[$0] }
                let eventLoop = request.eventLoop
                let request = try HTTPClient.Request(request, templates)
                guard let client = (proxy?.pool ?? direct).client(on: eventLoop) else {
                    throw HTTPClientError.invalidURL
                }
                let place = (host: request.host, port: request.port)
                let answer = AnswerDelegate(receiver: receiver, attempt: attempt, proxy: proxy?.peer, place: place)
                let task = client.execute(request: request, delegate: answer)
                return UpstreamCall { task.cancel() }
            } catch {
                receiver.deliver(.failed(.unsendable(.badURL)), attempt: attempt)
                return UpstreamCall {}
            }
        }
    }
}

/// Hands what arrives to the receiver, on the connection's event loop and without a task of its own.
private final class AnswerDelegate: HTTPClientResponseDelegate {
    typealias Response = Void

    private let receiver: any UpstreamReceiver
    private let attempt: Int
    /// For the error that says what could not be reached: a proxy, or the upstream itself.
    private let proxy: UpstreamPeer?
    private let place: (host: String, port: Int)

    init(receiver: any UpstreamReceiver, attempt: Int, proxy: UpstreamPeer?, place: (host: String, port: Int)) {
        self.receiver = receiver
        self.attempt = attempt
        self.proxy = proxy
        self.place = place
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let headers = head.headers.map { HeaderField($0.name, $0.value) }
        receiver.deliver(.head(UpstreamHead(status: Int(head.status.code), headers: headers)), attempt: attempt)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        receiver.deliver(buffer, attempt: attempt, on: task.eventLoop)
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
        let peer = proxy ?? UpstreamPeer("\(place.host):\(place.port)")
        receiver.deliver(.failed(UpstreamError(error, peer)), attempt: attempt)
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {
        receiver.deliver(.end, attempt: attempt)
    }
}

/// Requests with their URL alone, which is long in parsing and always the same.
private final class RequestTemplates: Sendable {
    private struct Key: Hashable {
        var url: String
        var isPost: Bool
    }

    /// An upstream has two or three.
    private static let limit = 256
    private let templates = Mutex<[Key: HTTPClient.Request]>([:])

    func template(_ url: String, _ method: HTTPMethod) throws -> HTTPClient.Request {
        let key = Key(url: url, isPost: method == .POST)
        if let known = templates.withLock({ $0[key] }) { return known }
        let template = try HTTPClient.Request(url: url, method: method)
        templates.withLock { templates in
            if templates.count < Self.limit { templates[key] = template }
        }
        return template
    }
}

extension HTTPClient.Request {
    fileprivate init(_ request: UpstreamRequest, _ templates: RequestTemplates) throws {
        let method: HTTPMethod = request.method == .get ? .GET : .POST
        self = try templates.template(UpstreamAddress.joined(request.upstream.settings.baseURL, request.path), method)
        headers = Self.headers(request)
        if request.method == .post { body = .byteBuffer(request.body) }
    }

    private static func headers(_ request: UpstreamRequest) -> HTTPHeaders {
        var headers = HTTPHeaders()
        let own = request.upstream.headersToSend(request.headers)
        headers.reserveCapacity(5 + own.count)
        if request.method == .post { headers.add(name: "content-type", value: "application/json") }
        headers.add(name: "accept", value: request.accept)
        headers.add(name: "user-agent", value: "dragoman/\(ProgramVersion.number)")
        for header in own {
            header.value.withValue { headers.replaceOrAdd(name: header.name, value: $0) }
        }
        return headers
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ server: ProxyServer) {
        let account = server.user.map { user in
            server.password?.withValue { HTTPClient.Authorization.basic(username: user, password: $0) }
                ?? .basic(username: user, password: "")
        }
        self = .server(host: server.host, port: server.port, authorization: account)
    }
}

extension UpstreamError {
    /// Sorts a client error. What the library says about content or headers is not repeated.
    fileprivate init(_ error: any Error, _ peer: UpstreamPeer) {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout: self = .connectTimeout
            case .tlsHandshakeTimeout: self = .tls(.timeout)
            case .proxyAuthenticationRequired: self = .proxy(peer, .credentialsRequired)
            case .invalidProxyResponse: self = .proxy(peer, .destinationRefused)
            default: self = .connectionLost(.library(error.shortDescription))
            }
        case let error as NIOConnectionError:
            let failures = error.connectionErrors.compactMap { $0.error as? IOError }
            if error.dnsAError != nil, error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
                self = .hostNotFound(error.host)
            } else {
                self = failures.first.map { Self.unconnected($0, peer) } ?? .connectionRefused(peer)
            }
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self = .tls(TLSTrouble(error))
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            self = Self.unconnected(error, peer)
        case let error as IOError:
            self = .connectionLost(.system(errorNumber: Int(error.errnoCode)))
        default:
            self = .connectionLost(.library(String(describing: type(of: error))))
        }
    }

    /// What connecting to an address fails with, where there was no name to look up.
    private static func unconnected(_ error: IOError, _ peer: UpstreamPeer) -> UpstreamError {
        var peer = peer
        peer.errorNumber = Int(error.errnoCode)
        return switch error.errnoCode {
        case EHOSTUNREACH, ENETUNREACH: .unreachable(peer)
        default: .connectionRefused(peer)
        }
    }
}

extension TLSTrouble {
    /// The library has the reason in nothing but its text.
    fileprivate init(_ error: any Error) {
        let text = String(describing: error)
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            self = .name
        } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .certificate
        } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            self = .notTLS
        } else {
            self = .handshake
        }
    }
}
