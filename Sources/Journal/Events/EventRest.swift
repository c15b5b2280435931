import Dispatch

/// How long a reader rests between two batches: under load it is woken once a rest, not once an event.
package struct EventRest: Sendable {
    /// Calls `end` once, when the rest is over. Must not call it before it returns.
    package var begin: @Sendable (_ end: @escaping @Sendable () -> Void) -> Void

    package init(begin: @escaping @Sendable (_ end: @escaping @Sendable () -> Void) -> Void) {
        self.begin = begin
    }

    package static func milliseconds(_ count: Int) -> EventRest {
        EventRest { end in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(count), execute: end)
        }
    }
}
