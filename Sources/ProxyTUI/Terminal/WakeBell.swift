import CNcurses
import Foundation
import Synchronization

/// Ends the wait of the thread that listens to it, from any thread; rung several times before that, it rings once.
final class WakeBell: Sendable {
    /// Can be read when the bell has rung.
    let listener: Int32
    /// A byte written to it is a ring, also out of a signal's handler.
    let sender: Int32
    private let hasRung = Atomic(false)

    init() throws(TerminalFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("no pipe can be made", errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (listener, sender) = (ends[0], ends[1])
    }

    deinit {
        close(listener)
        close(sender)
    }

    func ring() {
        guard !hasRung.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 0
        _ = write(sender, &byte, 1)
    }

    /// Takes notice of all rings so far.
    func answer() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while withUnsafeMutableBytes(of: &bytes, { read(listener, $0.baseAddress, $0.count) }) > 0 {}
        // What was done before a ring that found the bell still ringing is seen after this.
        _ = hasRung.exchange(false, ordering: .acquiringAndReleasing)
    }
}
