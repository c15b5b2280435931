import Synchronization
package import Translation

/// What an upstream has refused for which model: parameters are left out from then on, an effort is lowered to the next
/// that the model takes.
package final class RefusalMemory: Sendable {
    private struct Key: Hashable {
        var upstream: String
        var model: String
    }

    private struct Refusals {
        var parameters: Set<String> = []
        /// At most as many as there are efforts.
        var efforts: Set<Effort> = []
    }

    /// More than any model refuses; an upstream that refuses everything must not fill the memory.
    private static let limitPerModel = 32
    /// Clients may name models where a pattern passes names on.
    private static let modelLimit = 1024
    private let refused = Mutex<[Key: Refusals]>([:])

    package init() {}

    package func parameters(upstream: String, model: String) -> Set<String> {
        refused.withLock { $0[Key(upstream: upstream, model: model)]?.parameters ?? [] }
    }

    package func efforts(upstream: String, model: String) -> Set<Effort> {
        refused.withLock { $0[Key(upstream: upstream, model: model)]?.efforts ?? [] }
    }

    /// Returns whether that is news; where the memory is full it is forgotten at once.
    package func remember(_ parameter: String, upstream: String, model: String) -> Bool {
        change(upstream, model) { refusals in
            guard refusals.parameters.count < Self.limitPerModel else { return false }
            return refusals.parameters.insert(parameter).inserted
        }
    }

    /// The same for one value of the effort.
    package func remember(_ effort: Effort, upstream: String, model: String) -> Bool {
        change(upstream, model) { $0.efforts.insert(effort).inserted }
    }

    private func change(_ upstream: String, _ model: String, _ body: (inout Refusals) -> Bool) -> Bool {
        refused.withLock { refused in
            let key = Key(upstream: upstream, model: model)
            guard refused[key] != nil || refused.count < Self.modelLimit else { return false }
            return body(&refused[key, default: Refusals()])
        }
    }
}
