import JournalTestSupport
import NIOCore
import NIOPosix

/// Throws ``DeadlinePassed`` where `body` hangs; `what` says what was waited for.
///
/// `body` is cancelled then, and must end when it is: everything built on ``Observed`` does.
package func waiting<Result: Sendable>(
    for what: @autoclosure @escaping @Sendable () -> String,
    atMost limit: Duration = Patience.untilHung,
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let isOver = Observed(false)
    let alarm = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(limit)) {
        isOver.update { $0 = true }
    }
    defer { alarm.cancel() }
    return try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await isOver.wait { $0 }
            throw DeadlinePassed(limit: limit, what: what())
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

package struct DeadlinePassed: Error, CustomStringConvertible {
    package var limit: Duration
    package var what: String
    package var description: String { "waited \(limit) for \(what)" }
}
