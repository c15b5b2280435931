import CNcurses
import Foundation

/// Keeps a crashed process from holding its port.
///
/// Swift writes a backtrace before a process dies. This takes seconds to minutes, while clients connect to a program that
/// will never answer, and the next start finds its port taken. So there is a backtrace only if `SWIFT_BACKTRACE` asks
/// for one, and then all connections are closed first.
package enum CrashGuard {
    /// Call it first.
    package static func begin() {
        cn_crash_begin(ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil ? 0 : 1)
    }
}
