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

    /// What became of a refusal that was to be remembered.
    package enum Remembered: Sendable {
        case new
        case known
        /// There was no room: it is forgotten at once.
        case full
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

    package func remember(_ parameter: String, upstream: String, model: String) -> Remembered {
        change(upstream, model) { refusals in
            guard !refusals.parameters.contains(parameter) else { return .known }
            guard refusals.parameters.count < Self.limitPerModel else { return .full }
            refusals.parameters.insert(parameter)
            return .new
        }
    }

    /// The same for one value of the effort.
    package func remember(_ effort: Effort, upstream: String, model: String) -> Remembered {
        change(upstream, model) { $0.efforts.insert(effort).inserted ? .new : .known }
    }

    private func change(_ upstream: String, _ model: String, _ body: (inout Refusals) -> Remembered) -> Remembered {
        refused.withLock { refused in
            let key = Key(upstream: upstream, model: model)
            guard refused[key] != nil || refused.count < Self.modelLimit else { return .full }
            return body(&refused[key, default: Refusals()])
        }
    }
}
