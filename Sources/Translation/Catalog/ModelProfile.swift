/// The facts about an upstream model that decide how a request for it is written.
public struct ModelProfile: Sendable, Equatable {
    /// When a family takes `temperature` and `top_p`.
    public enum Sampling: String, Sendable, CaseIterable {
        case always
        /// Only while the effort is `none`.
        case withoutReasoning
        case never
    }

    /// Dollars for a million tokens.
    public struct Prices: Sendable, Equatable {
        public var input: Double
        public var cachedInput: Double
        public var cacheWrite: Double
        public var output: Double
        /// What a request costs whose input is longer than that of most.
        public var long: LongInput?
    }

    /// Prices that hold for a whole request, its output too, once its input is longer than `threshold`.
    public struct LongInput: Sendable, Equatable {
        public var threshold: Int
        public var input: Double
        public var cachedInput: Double
        public var cacheWrite: Double
        public var output: Double

        public init(threshold: Int, input: Double, cachedInput: Double, cacheWrite: Double, output: Double) {
            self.threshold = threshold
            self.input = input
            self.cachedInput = cachedInput
            self.cacheWrite = cacheWrite
            self.output = output
        }
    }

    public var name: String
    /// Whether the catalog names it; otherwise the profile is the rule for unknown models.
    public var isKnown: Bool
    /// Tokens of input it takes.
    public var inputWindow: Int
    public var maximumOutputTokens: Int
    public var dialects: [DialectName]
    /// Reasoning efforts it takes, weakest first; empty for a model that does not reason.
    public var efforts: [Effort]
    public var defaultEffort: Effort?
    public var sampling: Sampling
    public var acceptsParallelToolCalls: Bool
    public var acceptsVerbosity: Bool
    public var acceptsImages: Bool
    public var imageCost: ImageCost
    /// Function tools on Chat Completions only with effort `none`, or not at all.
    public var refusesToolsOnChat: Bool
    /// Instructions travel under the role `developer` (`system` where false).
    public var hasDeveloperRole: Bool
    /// Parts of the prompt may be marked as ends of cached prefixes (`prompt_cache_breakpoint`).
    public var takesCacheMarks: Bool
    /// Parameters it refuses besides what is said above, in the upstream's words (`reasoning.summary`).
    public var refuses: [String]
    public var prices: Prices?
    /// The day the model is switched off, as `2026-12-11`.
    public var shutdown: String?

    public var shutdownDay: CalendarDay? { shutdown.flatMap { CalendarDay($0) } }

    public var reasons: Bool { !efforts.isEmpty }
}

/// How hard a model is asked to think, weakest first.
public enum Effort: String, Sendable, CaseIterable, Comparable {
    case none, minimal, low, medium, high, xhigh, max

    public static func < (left: Effort, right: Effort) -> Bool {
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
