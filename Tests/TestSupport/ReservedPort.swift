#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A loopback port that refuses connections for as long as this lives: bound, so that no other program gets it, and never
/// listened on.
package final class ReservedPort: Sendable {
    package struct Unavailable: Error {
        package let code: Int32
    }

    package let number: Int
    private let descriptor: Int32

    package init() throws {
        #if canImport(Glibc)
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard socket >= 0 else { throw Unavailable(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else {
            let code = errno
            close(socket)
            throw Unavailable(code: code)
        }
        descriptor = socket
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(descriptor)
    }
}
