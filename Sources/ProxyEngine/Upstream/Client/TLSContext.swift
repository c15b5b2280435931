import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The context of TLS, made when it is needed first: reading the trusted authorities takes a while.
final class TLSContext: Sendable {
    private let trustRoots: NIOSSLTrustRoots
    private let known = Mutex<NIOSSLContext?>(nil)

    init(trustRoots: NIOSSLTrustRoots) {
        self.trustRoots = trustRoots
    }

    func make(on eventLoop: any EventLoop) -> EventLoopFuture<NIOSSLContext> {
        if let context = known.withLock({ $0 }) { return eventLoop.makeSucceededFuture(context) }
        return NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { [self] in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = trustRoots
            // Earlier versions are broken (RFC 8996).
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            let context = try NIOSSLContext(configuration: configuration)
            known.withLock { $0 = context }
            return context
        }
    }
}
