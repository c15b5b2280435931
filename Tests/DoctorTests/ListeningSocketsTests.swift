import NIOCore
import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The system's tables, in the order of bytes that x86 and ARM have.
struct ListeningSocketsTests {
    private static let head =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"

    private static func row(_ place: String, _ inode: Int, state: String = "0A") -> String {
        "   0: \(place) 00000000:0000 \(state) 00000000:00000000 00:00000000 00000000     0        0 \(inode) 1 0 100 0"
    }

    private static func inodes(_ rows: [String], for host: String) throws -> [String] {
        let table = ([head] + rows).joined(separator: "\n")
        let address = try SocketAddress(ipAddress: host, port: 3999)
        return ListeningSockets(tables: [table]).inodes(inTheWayOf: address)
    }

    private static let loopback = "0100007F:0F9F"
    private static let all = "00000000:0F9F"
    private static let loopback6 = "00000000000000000000000001000000:0F9F"
    private static let all6 = "00000000000000000000000000000000:0F9F"
    private static let mapped = "0000000000000000FFFF00000100007F:0F9F"
    /// 192.168.1.10 and 2001:db8::1
    private static let other = "0A01A8C0:0F9F"
    private static let other6 = "B80D0120000000000000000001000000:0F9F"

    @Test(arguments: [
        (loopback, "127.0.0.1"), (all, "127.0.0.1"), (all6, "127.0.0.1"), (mapped, "127.0.0.1"),
        (other, "192.168.1.10"), (loopback6, "::1"), (all6, "::1"), (other6, "2001:db8::1"),
        (loopback, "0.0.0.0"), (other, "0.0.0.0"), (all6, "0.0.0.0"), (other6, "::"), (loopback, "::"),
    ])
    func `the same address and one for every interface are in the way`(_ place: String, _ wanted: String) throws {
        #expect(try Self.inodes([Self.row(place, 7)], for: wanted) == ["7"])
    }

    @Test(arguments: [
        (other, "127.0.0.1"), (loopback, "192.168.1.10"), (loopback, "127.0.0.2"), (loopback6, "127.0.0.1"),
        (loopback, "::1"), (all, "::1"), (other6, "::1"), (loopback6, "0.0.0.0"),
    ])
    func `another interface is not in the way`(_ place: String, _ wanted: String) throws {
        #expect(try Self.inodes([Self.row(place, 7)], for: wanted).isEmpty)
    }

    @Test func `the same address goes before one for every interface`() throws {
        let rows = [Self.row(Self.all6, 1), Self.row(Self.other, 2), Self.row(Self.loopback, 3)]

        #expect(try Self.inodes(rows, for: "127.0.0.1") == ["3"])
    }

    @Test func `other ports, connections and invalid rows are left out`() throws {
        let rows = [Self.row("0100007F:0FA0", 1), Self.row(Self.loopback, 2, state: "01"), "nonsense", ""]

        #expect(try Self.inodes(rows, for: "127.0.0.1").isEmpty)
    }
}
