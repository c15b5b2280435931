import Foundation
import NIOCore
import NIOPosix
package import ProxyConfiguration
import Translation

/// Whether the program can listen where it is told to, and who can reach it there.
package struct PortFindings: Sendable {
    /// What came of trying to listen.
    package enum Attempt: Sendable, Equatable {
        case free
        case refused(errno: Int32)
        case unknownHost
    }

    /// Listens and stops at once.
    package var listen: @Sendable (ListenAddress) async -> Attempt
    package var holder: @Sendable (ListenAddress) -> PortHolder.Search
    /// The dragoman that answers there; nil for anything else.
    package var gateway: @Sendable (ListenAddress) async -> RunningGateway?
    /// Others come in by a published port there.
    package var isContainer = false

    package init(
        listen: @escaping @Sendable (ListenAddress) async -> Attempt,
        holder: @escaping @Sendable (ListenAddress) -> PortHolder.Search,
        gateway: @escaping @Sendable (ListenAddress) async -> RunningGateway?
    ) {
        self.listen = listen
        self.holder = holder
        self.gateway = gateway
    }

    package func examine(_ config: Config) async -> [Finding] {
        let address = config.listen
        let attempt = await listen(address)
        let first =
            switch attempt {
            case .free: Self.free(address)
            case .unknownHost: Self.unknownHost(address)
            case .refused(EADDRINUSE):
                Self.held(address, by: holder(address), gateway: await gateway(address))
            case .refused(let code): Self.refused(address, errno: code)
            }
        // Where nothing can be opened, nothing is open to others.
        return [first] + (attempt == .free ? exposure(config) : [])
    }

    package static let live = live(patience: .seconds(5))

    /// `patience` is for the answer of whoever listens there already.
    package static func live(patience: Duration) -> PortFindings {
        PortFindings(
            listen: { address in
                do {
                    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                        // As the server itself does: a port that was used a moment ago is free.
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
            gateway: { try? await HealthProbe($0, deadline: patience).ask() }
        )
    }
}

extension PortFindings {
    private static func free(_ address: ListenAddress) -> Finding {
        guard address.port != 0 else {
            return .good(.port, "The system will choose a port on \(address.host).")
        }
        return .good(.port, "\(address) is free.")
    }

    package static func unknownHost(_ address: ListenAddress) -> Finding {
        .failure(
            .port,
            .unavailable,
            "Cannot listen on \(address): no host is known by that name.",
            remedy: "Listen on an address of this machine, such as --listen 127.0.0.1:3999."
        )
    }

    /// A dragoman that runs is what most who check have before them.
    private static func held(
        _ address: ListenAddress,
        by search: PortHolder.Search,
        gateway: RunningGateway?
    ) -> Finding {
        let taken = taken(address, by: search, gateway: gateway)
        guard gateway != nil else { return taken }
        let remedy = "Use that one; to have it take up a change, end it and start it again."
        return .remark(.port, taken.message, remedy: remedy)
    }

    /// What `run` says too where somebody listens there already.
    package static func taken(
        _ address: ListenAddress,
        by search: PortHolder.Search,
        gateway: RunningGateway?
    ) -> Finding {
        let another = "choose another port with --listen \(elsewhere(address))"
        if let gateway {
            let holder = search.holder
            let process = holder.map { ", process \($0.process)" } ?? ""
            let end = holder.map { "end it (kill \($0.process))" } ?? "end it"
            return .failure(
                .port,
                .unavailable,
                "Dragoman runs already on \(address): version \(gateway.version), "
                    + "for \(DurationText.words(gateway.uptime))\(process).",
                remedy: "Use that one, or \(end), or \(another)."
            )
        }
        let (message, remedy) =
            switch search {
            case .found(let holder):
                (": \(holder) listens there.", "End that program (kill \(holder.process))")
            case .hidden:
                (
                    ", by a program that this user may not see.",
                    "Look who it is (sudo lsof -i :\(address.port)) and end it"
                )
            case .unknown:
                (".", "See by whom (lsof -nP -iTCP:\(address.port) -sTCP:LISTEN) and end it")
            }
        return .failure(
            .port,
            .unavailable,
            "Port \(address.port) is taken\(message)",
            remedy: "\(remedy), or \(another)."
        )
    }

    package static func refused(_ address: ListenAddress, errno code: Int32) -> Finding {
        let reason: String
        let remedy: String
        switch code {
        case EACCES, EPERM:
            reason = "the system does not allow it"
            remedy =
                "Choose a port above 1023, such as --listen \(elsewhere(ListenAddress(host: address.host, port: 3998)))."
        case EADDRNOTAVAIL, EAFNOSUPPORT:
            reason = "this machine does not have that address"
            remedy = "Listen on one that it has: --listen 127.0.0.1:\(address.port), or 0.0.0.0 for all of them."
        default:
            reason = String(cString: strerror(code))
            remedy = "Choose another address with --listen HOST:PORT."
        }
        return .failure(.port, .unavailable, "Cannot listen on \(address): \(reason).", remedy: remedy)
    }

    /// Beyond loopback every request may be a stranger's, and costs money.
    private func exposure(_ config: Config) -> [Finding] {
        guard !config.listen.isLoopback, !config.clientKeys.isEmpty else { return [] }
        guard let exposure = config.exposure(inContainer: isContainer) else {
            return [.good(.port, "Other machines can reach \(config.listen), with a key of client_keys.")]
        }
        let remedy = exposure.remedy.prefix(1).uppercased() + exposure.remedy.dropFirst()
        return [.warning(.port, "\(exposure.message).", remedy: "\(remedy).")]
    }

    private static func elsewhere(_ address: ListenAddress) -> ListenAddress {
        ListenAddress(host: address.host, port: address.port < 65_535 ? address.port + 1 : 3999)
    }
}
