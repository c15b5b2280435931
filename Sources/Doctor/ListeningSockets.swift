import Foundation
import NIOCore

/// The listening sockets in /proc/net/tcp and /proc/net/tcp6 (Linux).
struct ListeningSockets: Sendable {
    private struct Socket: Sendable {
        /// 4 or 16 bytes, in the network's order.
        var address: [UInt8]
        var port: Int
        var inode: String
    }

    /// How certainly a socket blocks an address, most certain first.
    private enum Overlap: CaseIterable {
        case same
        /// One of the two is for every interface.
        case wildcard
        /// An IPv6 socket, which usually includes IPv4.
        case otherFamily
    }

    private let sockets: [Socket]

    /// Columns of a table: slot, local address, remote address, state (0A listens), …, the tenth is the inode.
    init(tables: [String]) {
        sockets = tables.flatMap { $0.split(separator: "\n").dropFirst() }.compactMap { line in
            let columns = line.split(separator: " ", omittingEmptySubsequences: true)
            guard columns.count > 9, columns[3] == "0A" else { return nil }
            let place = columns[1].split(separator: ":")
            guard place.count == 2, let address = Self.address(place[0]), let port = Int(place[1], radix: 16) else {
                return nil
            }
            return Socket(address: address, port: port, inode: String(columns[9]))
        }
    }

    /// The inodes of the sockets that block `address`, without those of other interfaces.
    func inodes(inTheWayOf address: SocketAddress) -> [String] {
        guard let port = address.port, let wanted = address.bytes else { return [] }
        let candidates = sockets.filter { $0.port == port }
        for overlap in Overlap.allCases {
            let found = candidates.filter { Self.overlap($0.address, wanted) == overlap }
            if !found.isEmpty { return found.map(\.inode) }
        }
        return []
    }

    private static func overlap(_ one: [UInt8], _ other: [UInt8]) -> Overlap? {
        guard one != other else { return .same }
        guard one.count != other.count else { return one.isWildcard || other.isWildcard ? .wildcard : nil }
        let longer = one.count > other.count ? one : other
        return longer.isWildcard ? .otherFamily : nil
    }

    /// Words of 32 bits in this machine's byte order: 127.0.0.1 is `0100007F` on little-endian machines.
    private static func address(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count == 8 || text.utf8.count == 32 else { return nil }
        var bytes: [UInt8] = []
        var rest = text
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            withUnsafeBytes(of: word) { bytes += $0 }
            rest = rest.dropFirst(8)
        }
        return bytes.withoutMapping
    }
}

extension [UInt8] {
    fileprivate var isWildcard: Bool { allSatisfy { $0 == 0 } }

    /// The IPv4 address of one that is mapped to IPv6 (`::ffff:127.0.0.1`).
    fileprivate var withoutMapping: [UInt8] {
        let mark = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        return count == 16 && starts(with: mark) ? Array(suffix(4)) : self
    }
}

extension SocketAddress {
    fileprivate var bytes: [UInt8]? {
        switch self {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }.withoutMapping
        case .unixDomainSocket: nil
        }
    }
}
