import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ProxyConfiguration

/// Opens a connection: TCP, the proxy's tunnel if there is a proxy, and TLS, all within the connect timeout.
///
/// It keeps itself alive until it ends.
final class ConnectionOpening {
    typealias Outcome = Result<any Channel, any Error>

    private let path: ConnectionPath
    private let tls: TLSContext
    private let eventLoop: any EventLoop
    private var channel: (any Channel)?
    private var isSecuring = false
    private var timer: Scheduled<Void>?
    /// Nil once this has ended.
    private var finish: ((Outcome) -> Void)?

    init(_ path: ConnectionPath, _ tls: TLSContext, on eventLoop: any EventLoop) {
        self.path = path
        self.tls = tls
        self.eventLoop = eventLoop
    }

    func start(_ finish: @escaping (Outcome) -> Void) {
        self.finish = finish
        timer = eventLoop.assumeIsolated().scheduleTask(in: path.timeout) { [self] in expire() }
        ClientBootstrap(group: eventLoop)
            .connectTimeout(path.timeout)
            .connect(host: path.proxy?.host ?? path.origin.host, port: path.proxy?.port ?? path.origin.port)
            .assumeIsolated()
            .whenComplete { [self] result in
                switch result {
                case .failure(let error): end(.failure(error))
                case .success(let channel): connected(channel)
                }
            }
    }

    func cancel() {
        finish = nil
        end(.failure(ChannelError.eof))
    }

    /// The time allowed is over.
    func expire() {
        end(.failure(isSecuring ? OpeningTimeout.handshake : .connect))
    }

    private func connected(_ channel: any Channel) {
        channel.closeOnExec()
        self.channel = channel
        guard finish != nil else { return close() }
        if let proxy = path.proxy { tunnel(through: proxy, channel) } else { secure(channel) }
    }

    private func end(_ outcome: Outcome) {
        timer?.cancel()
        timer = nil
        // Taken first: closing ends the handshakes, which come back here with errors of their own.
        let finish = finish.take()
        if case .failure = outcome { close() }
        finish?(outcome)
    }

    private func close() {
        channel?.close(mode: .all, promise: nil)
    }
}

// MARK: - Proxy and TLS

extension ConnectionOpening {
    private func tunnel(through proxy: ProxyServer, _ channel: any Channel) {
        let opened = eventLoop.makePromise(of: Void.self)
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes))
        let handshake = TunnelHandshake(proxy.connectRequest(to: path), to: path.peer) { opened.completeWith($0) }
        let pipeline = channel.pipeline.syncOperations
        opened.futureResult.assumeIsolated()
            .flatMap { pipeline.removeHandler(encoder) }
            .flatMap { pipeline.removeHandler(decoder) }
            .whenComplete { [self] result in
                switch result {
                case .failure(let error): end(.failure(error))
                case .success: secure(channel)
                }
            }
        do {
            try pipeline.addHandlers([encoder, decoder, handshake])
        } catch {
            opened.fail(error)
        }
    }

    private func secure(_ channel: any Channel) {
        guard finish != nil else { return close() }
        guard path.origin.isTLS else { return end(.success(channel)) }
        isSecuring = true
        tls.make(on: eventLoop).assumeIsolated().whenComplete { [self] result in
            switch result {
            case .failure(let error): end(.failure(error))
            case .success(let context): shakeHands(channel, context)
            }
        }
    }

    private func shakeHands(_ channel: any Channel, _ context: NIOSSLContext) {
        guard finish != nil else { return close() }
        // An address is no name: it is compared with the addresses in the certificate.
        let isAddress = (try? SocketAddress(ipAddress: path.origin.host, port: 0)) != nil
        let watch = HandshakeWatch { [self] result in end(result.map { channel }) }
        do {
            let handler = try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : path.origin.host)
            try channel.pipeline.syncOperations.addHandlers([handler, watch])
        } catch {
            end(.failure(error))
        }
    }
}

/// Which part of opening a connection took too long.
enum OpeningTimeout: Error {
    case connect
    case handshake
}
