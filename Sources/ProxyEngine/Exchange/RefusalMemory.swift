import Synchronization

/// Which parameters an upstream has refused for which model: they are left out from then on.
package final class RefusalMemory: Sendable {
    private struct Key: Hashable {
        var upstream: String
        var model: String
    }

    /// More than any model refuses; an upstream that refuses everything must not fill the memory.
    private static let limitPerModel = 32
    private let refused = Mutex<[Key: Set<String>]>([:])

    package init() {}

    package func parameters(upstream: String, model: String) -> Set<String> {
        refused.withLock { $0[Key(upstream: upstream, model: model)] ?? [] }
    }

    /// Returns whether that is news; where the memory is full it is forgotten at once.
    package func remember(_ parameter: String, upstream: String, model: String) -> Bool {
        refused.withLock { refused in
            let key = Key(upstream: upstream, model: model)
            guard refused[key, default: []].count < Self.limitPerModel else { return false }
            return refused[key, default: []].insert(parameter).inserted
        }
    }
}
