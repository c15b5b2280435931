/// What one upstream model takes and gives: the facts that decide how a request for it is written.
package struct ModelProfile: Sendable, Equatable {
    /// When a family takes `temperature` and `top_p`.
    package enum Sampling: String, Sendable, CaseIterable {
        case always
        /// Only while the effort is `none`.
        case withoutReasoning
        case never
    }

    /// Dollars for a million tokens.
    package struct Prices: Sendable, Equatable {
        package var input: Double
        package var cachedInput: Double
        package var cacheWrite: Double
        package var output: Double
        /// What a request costs whose input is longer than that of most.
        package var long: LongInput?
    }

    /// Prices that hold for a whole request, its output too, once its input is longer than `threshold`.
    package struct LongInput: Sendable, Equatable {
        package var threshold: Int
        package var input: Double
        package var cachedInput: Double
        package var cacheWrite: Double
        package var output: Double
    }

    package var name: String
    /// Whether the catalog names it; otherwise the profile is the rule for unknown models.
    package var isKnown: Bool
    /// Tokens of input it takes.
    package var inputWindow: Int
    package var maximumOutputTokens: Int
    package var dialects: [DialectName]
    /// Reasoning efforts it takes, weakest first; empty for a model that does not reason.
    package var efforts: [Effort]
    package var defaultEffort: Effort?
    package var sampling: Sampling
    /// Takes `stop` on Chat Completions.
    package var acceptsStop: Bool
    package var acceptsParallelToolCalls: Bool
    package var acceptsVerbosity: Bool
    package var acceptsImages: Bool
    package var imageCost: ImageCost
    /// Function tools on Chat Completions only with effort `none`, or not at all.
    package var refusesToolsOnChat: Bool
    /// Instructions travel under the role `developer` (`system` where false).
    package var hasDeveloperRole: Bool
    /// Parts of the prompt may be marked as ends of cached prefixes (`prompt_cache_breakpoint`).
    package var takesCacheMarks: Bool
    /// Parameters it refuses besides what is said above, in the upstream's words (`reasoning.summary`).
    package var refuses: [String]
    package var prices: Prices?
    /// The day the model is switched off, as `2026-12-11`.
    package var shutdown: String?

    package var shutdownDay: CalendarDay? { shutdown.flatMap { CalendarDay($0) } }

    package var reasons: Bool { !efforts.isEmpty }
}

/// How hard a model is asked to think, weakest first.
package enum Effort: String, Sendable, CaseIterable, Comparable {
    case none, minimal, low, medium, high, xhigh, max

    package static func < (left: Effort, right: Effort) -> Bool {
        left.strength < right.strength
    }

    private var strength: Int {
        switch self {
        case .none: 0
        case .minimal: 1
        case .low: 2
        case .medium: 3
        case .high: 4
        case .xhigh: 5
        case .max: 6
        }
    }
}
