import CAllocator
import NIOCore
import NIOPosix
import Synchronization

/// Gives free memory back to the system some time after many bytes were handled.
///
/// The C library keeps what is freed, and large bodies leave it between what is still in use: after a few hundred requests
/// of 700 KB that was as much as the program itself needs.
package final class MemoryReturn: Sendable {
    private static let threshold = 32 << 20
    static let delay = TimeAmount.seconds(5)

    private let handledBytes = Atomic(0)
    private let giveBack: @Sendable () -> Void

    package convenience init() {
        // Takes milliseconds.
        self.init { NIOThreadPool.singleton.submit { _ in dragoman_return_free_memory() } }
    }

    init(giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    /// An exchange of so many bytes has ended.
    func handled(_ bytes: Int, on eventLoop: any EventLoop) {
        let (before, after) = handledBytes.wrappingAdd(bytes, ordering: .relaxed)
        guard before < Self.threshold, after >= Self.threshold else { return }
        eventLoop.scheduleTask(in: Self.delay) { [self] in
            handledBytes.store(0, ordering: .relaxed)
            giveBack()
        }
    }
}
