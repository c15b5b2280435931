import Synchronization

/// What the server counts of its connections.
package final class EdgeCounts: Sendable {
    package struct Values: Sendable, Equatable {
        package var connections = 0
        /// Times that no connection was accepted because as many as may be were open.
        package var pausesForLimit = 0
        /// The same because the system had no descriptor for another.
        package var pausesForDescriptors = 0
    }

    private let state = Mutex(Values())

    package init() {}

    package var values: Values { state.withLock { $0 } }

    func change(_ body: (inout Values) -> Void) {
        state.withLock { body(&$0) }
    }
}
