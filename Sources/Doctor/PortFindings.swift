import Foundation
import NIOCore
import NIOPosix
package import ProxyConfiguration
import Translation

/// Checks whether the program can listen on its address, and who can reach it there.
package struct PortFindings: Sendable {
    /// The result of trying to listen.
    package enum Attempt: Sendable, Equatable {
        case free
        case refused(errno: Int32)
        case unknownHost
    }

    /// Listens and stops at once.
    package var listen: @Sendable (ListenAddress) async -> Attempt
    package var holder: @Sendable (ListenAddress) -> PortHolder.Search
    /// The dragoman that answers there; nil for any other program.
    package var proxy: @Sendable (ListenAddress) async -> RunningProxy?
    /// In a container, other machines use a published port.
    package var isContainer = false

    package init(
        listen: @escaping @Sendable (ListenAddress) async -> Attempt,
        holder: @escaping @Sendable (ListenAddress) -> PortHolder.Search,
        proxy: @escaping @Sendable (ListenAddress) async -> RunningProxy?
    ) {
        self.listen = listen
        self.holder = holder
        self.proxy = proxy
    }

    package func examine(_ config: Config) async -> [Finding] {
        let address = config.listen
        let attempt = await listen(address)
        let first =
            switch attempt {
            case .free: Self.free(address)
            case .unknownHost: Self.unknownHost(address)
            case .refused(EADDRINUSE):
                Self.held(address, by: holder(address), proxy: await proxy(address))
            case .refused(let code): Self.refused(address, errno: code)
            }
        // A port that cannot be opened is not open to others.
        return [first] + (attempt == .free ? exposure(config) : [])
    }

    package static let live = live(patience: .seconds(5))

    /// `patience` bounds the wait for a program that listens there already.
    package static func live(patience: Duration) -> PortFindings {
        PortFindings(
            listen: { address in
                do {
                    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                        // As the server does: a port that was in use a moment ago counts as free.
                        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                        .bind(host: address.host, port: address.port).get()
                    try await channel.close()
                    return .free
                } catch let error as IOError {
                    return .refused(errno: error.errnoCode)
                } catch {
                    return .unknownHost
                }
            },
            holder: PortHolder.find,
            proxy: { try? await HealthProbe($0, deadline: patience).ask() }
        )
    }
}

extension PortFindings {
    private static func free(_ address: ListenAddress) -> Finding {
        .good(.port(address.port == 0 ? .systemChooses(host: address.host) : .free(address)))
    }

    package static func unknownHost(_ address: ListenAddress) -> Finding {
        .failure(.unavailable, .port(.unknownHost(address)))
    }

    /// A check is often run while the proxy runs, so this is not a problem.
    private static func held(
        _ address: ListenAddress,
        by search: PortHolder.Search,
        proxy: RunningProxy?
    ) -> Finding {
        guard let proxy else { return taken(address, by: search, proxy: nil) }
        return .note(.port(.alreadyRunning(address, proxy, process: search.holder?.process)))
    }

    /// The finding of a start, too.
    package static func taken(
        _ address: ListenAddress,
        by search: PortHolder.Search,
        proxy: RunningProxy?
    ) -> Finding {
        let fact: PortFact =
            proxy.map { .takenByProxy(address, $0, process: search.holder?.process) } ?? .taken(address, search)
        return .failure(.unavailable, .port(fact))
    }

    package static func refused(_ address: ListenAddress, errno code: Int32) -> Finding {
        let fact: PortFact =
            switch code {
            case EACCES, EPERM: .notPermitted(address)
            case EADDRNOTAVAIL, EAFNOSUPPORT: .notAnAddressOfThisMachine(address)
            default: .notOpened(address, String(cString: strerror(code)))
            }
        return .failure(.unavailable, .port(fact))
    }

    /// On other addresses than loopback anyone may send requests, which cost money.
    private func exposure(_ config: Config) -> [Finding] {
        guard !config.listen.isLoopback, !config.clientKeys.isEmpty else { return [] }
        guard let exposure = config.exposure(inContainer: isContainer) else {
            return [.good(.port(.reachableWithKey(config.listen)))]
        }
        return [.warning(.port(.reachableByAnyone(exposure)))]
    }
}
