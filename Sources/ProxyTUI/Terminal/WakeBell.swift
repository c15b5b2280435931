import CNcurses
import Foundation
import Synchronization

/// Wakes the thread that waits for it, from any thread. Several rings before that count as one.
final class WakeBell: Sendable {
    /// Readable once the bell has rung.
    let listener: Int32
    /// Writing a byte rings the bell, also in a signal handler.
    let sender: Int32
    private let hasRung = Atomic(false)

    init() throws(TerminalFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("cannot create a pipe", errno) }
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

    /// Clears all rings so far.
    func answer() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while withUnsafeMutableBytes(of: &bytes, { read(listener, $0.baseAddress, $0.count) }) > 0 {}
        // Writes before a ring that found the bell already ringing are visible after this.
        _ = hasRung.exchange(false, ordering: .acquiringAndReleasing)
    }
}
