import CNcurses
import Foundation

/// What a crash must not leave behind: a port that nobody serves.
///
/// Swift writes a backtrace before a process dies. That takes seconds to minutes, and all the while clients connect to a
/// program that will never answer, and the next start finds its port taken. So there is a backtrace only for those who
/// ask for one with `SWIFT_BACKTRACE`, and then all connections are ended first.
package enum CrashGuard {
    /// Belongs at the very start.
    package static func begin() {
        cn_crash_begin(ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil ? 0 : 1)
    }
}
