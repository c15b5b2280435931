import AsyncHTTPClient
import Foundation
package import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
package import ProxyConfiguration
import Translation

/// The live client: AsyncHTTPClient, one connection pool for all upstreams, and one for each proxy that some are behind.
/// The only file that names it.
package final class LiveUpstream: Sendable {
    private let client: HTTPClient
    /// By what is reached through a proxy: every address there is, also one that no upstream is configured with.
    private let proxied: [UpstreamOrigin: (client: HTTPClient, peer: UpstreamPeer)]

    /// `proxies` by what is reached through one.
    package init(connectTimeout: Duration, group: any EventLoopGroup, proxies: [UpstreamOrigin: ProxyServer] = [:]) {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .nanoseconds(connectTimeout.nanoseconds)
        // A redirect would carry the key to another place.
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .enabled(limit: .size(512 << 20))
        configuration.connectionPool.idleTimeout = .seconds(55)
        // A refused connection fails at once, and the exchange's own policy tries again: here it would be tried, unseen,
        // until the connect timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.submit { channel.closeOnExec() }
        }
        configuration.http2ConnectionDebugInitializer = configuration.http1_1ConnectionDebugInitializer
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
        var clients: [ProxyServer: HTTPClient] = [:]
        for server in proxies.values where clients[server] == nil {
            configuration.proxy = HTTPClient.Configuration.Proxy(server)
            clients[server] = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
        }
        proxied = proxies.compactMapValues { server in
            clients[server].map { ($0, UpstreamPeer(server.description, isProxy: true)) }
        }
    }

    package func shutdown() async throws {
        try await client.shutdown()
        var isShutDown: Set<ObjectIdentifier> = []
        for (client, _) in proxied.values where isShutDown.insert(ObjectIdentifier(client)).inserted {
            try await client.shutdown()
        }
    }

    package var upstreamClient: UpstreamClient {
        UpstreamClient { [direct = client, proxied] request, inbox, attempt in
            do {
                let proxy =
                    proxied.isEmpty ? nil : UpstreamOrigin(request.upstream.baseURL).flatMap { proxied[$0] }
                let client = proxy?.client ?? direct
                let request = try HTTPClient.Request(request)
                let peer = proxy?.peer ?? UpstreamPeer("\(request.host):\(request.port)")
                let answer = AnswerDelegate(inbox: inbox, attempt: attempt, peer: peer)
                let task = client.execute(request: request, delegate: answer)
                return UpstreamCall { task.cancel() }
            } catch {
                inbox.deliver(.failed(.unsendable(.badURL)), attempt: attempt)
                return UpstreamCall {}
            }
        }
    }
}

/// Hands what arrives to the inbox, on the connection's event loop and without a task of its own.
private final class AnswerDelegate: HTTPClientResponseDelegate {
    typealias Response = Void

    private let inbox: UpstreamInbox
    private let attempt: Int
    /// For the error that says what could not be reached.
    private let peer: UpstreamPeer

    init(inbox: UpstreamInbox, attempt: Int, peer: UpstreamPeer) {
        self.inbox = inbox
        self.attempt = attempt
        self.peer = peer
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let headers = head.headers.map { HeaderField($0.name, $0.value) }
        inbox.deliver(.head(UpstreamHead(status: Int(head.status.code), headers: headers)), attempt: attempt)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        inbox.deliver(buffer, attempt: attempt, on: task.eventLoop)
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
        inbox.deliver(.failed(UpstreamError(error, peer)), attempt: attempt)
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {
        inbox.deliver(.end, attempt: attempt)
    }
}

extension HTTPClient.Request {
    fileprivate init(_ request: UpstreamRequest) throws {
        var headers = HTTPHeaders()
        let own = request.upstream.headersToSend(request.headers)
        headers.reserveCapacity(5 + own.count)
        if request.method == .post { headers.add(name: "content-type", value: "application/json") }
        headers.add(name: "accept", value: request.accept)
        headers.add(name: "user-agent", value: "dragoman/\(ProgramVersion.number)")
        for header in own {
            header.value.withValue { headers.replaceOrAdd(name: header.name, value: $0) }
        }
        try self.init(
            url: UpstreamAddress.joined(request.upstream.baseURL, request.path),
            method: request.method == .get ? .GET : .POST,
            headers: headers,
            body: request.method == .get ? nil : .byteBuffer(request.body)
        )
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
