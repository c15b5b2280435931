import Synchronization
import Translation

/// Names one client request everywhere: in the `request-id` header, the error a user quotes, the log and the ring.
package struct ExchangeID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Different at each start of the program.
    package let run: UInt32
    package let sequence: UInt32

    package init(run: UInt32, sequence: UInt32) {
        self.run = run
        self.sequence = sequence
    }

    package static func < (left: ExchangeID, right: ExchangeID) -> Bool {
        left.sequence < right.sequence
    }

    /// `req_` and 16 hex digits, as Anthropic's ids begin.
    package var description: String { "req_" + hexadecimal }

    /// The id of the answer's message.
    package var messageID: String { "msg_" + hexadecimal }

    private var hexadecimal: String { Hexadecimal.text(run, digits: 8) + Hexadecimal.text(sequence, digits: 8) }
}

/// Hands out ids in order.
package final class ExchangeIDs: Sendable {
    private let run: UInt32
    private let next = Atomic<UInt32>(1)

    /// `run` comes from outside, so that a demonstration or a test can fix it.
    package init(run: UInt32) {
        self.run = run
    }

    package func make() -> ExchangeID {
        ExchangeID(run: run, sequence: next.wrappingAdd(1, ordering: .relaxed).oldValue)
    }
}
