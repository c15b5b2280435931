import Foundation
import NIOCore
package import ProxyConfiguration

/// The process that listens on an address, if the system shows it (on Linux, through /proc).
package struct PortHolder: Sendable, Equatable, CustomStringConvertible {
    package var name: String
    package var process: Int

    package init(name: String, process: Int) {
        self.name = name
        self.process = process
    }

    /// `nginx (process 4711)`
    package var description: String { "\(name) (process \(process))" }

    /// The result of searching for the process that blocks an address.
    package enum Search: Sendable, Equatable {
        case found(PortHolder)
        /// A process of another user, whose files this user may not list.
        case hidden
        /// The system has no tables (macOS), or nothing in them blocks the address.
        case unknown

        package var holder: PortHolder? {
            switch self {
            case .found(let holder): holder
            case .hidden, .unknown: nil
            }
        }
    }

    package static func find(at address: ListenAddress) -> Search {
        guard let place = try? SocketAddress.makeAddressResolvingHost(address.host, port: address.port) else {
            return .unknown
        }
        let search = look(at: place) { try? FileManager.default.contentsOfDirectory(atPath: $0) }
        guard search == .hidden else { return search }
        // The list of descriptors ends early if one is closed meanwhile. Servers opened theirs early.
        return look(at: place) { _ in (0..<1024).map(String.init) }
    }

    private static func look(at place: SocketAddress, descriptors: (_ folder: String) -> [String]?) -> Search {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].compactMap(contents)
        let inodes = ListeningSockets(tables: tables).inodes(inTheWayOf: place)
        guard !inodes.isEmpty else { return .unknown }
        let sockets = Set(inodes.map { "socket:[\($0)]" })
        let files = FileManager.default
        for process in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let number = Int(process) else { continue }
            let folder = "/proc/\(process)/fd"
            for descriptor in descriptors(folder) ?? [] {
                guard let target = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)"),
                    sockets.contains(target)
                else { continue }
                let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? "a program"
                return .found(
                    PortHolder(name: name.trimmingCharacters(in: .whitespacesAndNewlines), process: number)
                )
            }
        }
        return .hidden
    }

    /// Reads to the end: the system returns a page at a time, and Foundation stops at a short read.
    private static func contents(of table: String) -> String? {
        let descriptor = open(table, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var page = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < 64 << 20 {
            let count = read(descriptor, &page, page.count)
            guard count > 0 else { break }
            bytes += page[..<count]
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
