/// The configuration's facts about one model; nil keeps the catalog's or assumed value.
public struct ModelOverride: Sendable, Equatable {
    /// The upstream's name of the model.
    public var name: String
    public var inputWindow: Int?
    public var maximumOutputTokens: Int?
    public var dialects: [DialectName]?
    public var efforts: [Effort]?
    public var defaultEffort: Effort?
    public var sampling: ModelProfile.Sampling?
    public var acceptsParallelToolCalls: Bool?
    public var acceptsVerbosity: Bool?
    public var acceptsImages: Bool?
    public var takesToolsOnChat: Bool?
    public var hasDeveloperRole: Bool?
    public var takesCacheMarks: Bool?
    public var refuses: [String]?
    public var price: Price?
    public var shutdown: CalendarDay?

    /// Dollars for a million tokens.
    public struct Price: Sendable, Equatable {
        public var input: Double?
        public var cachedInput: Double?
        public var cacheWrite: Double?
        public var output: Double?
        public var long: ModelProfile.LongInput?

        public init() {}

        /// Nil where neither says what input and output cost.
        func applied(to prices: ModelProfile.Prices?) -> ModelProfile.Prices? {
            guard let input = input ?? prices?.input, let output = output ?? prices?.output else { return nil }
            return ModelProfile.Prices(
                input: input,
                cachedInput: cachedInput ?? prices?.cachedInput ?? input,
                cacheWrite: cacheWrite ?? prices?.cacheWrite ?? input,
                output: output,
                long: long ?? prices?.long
            )
        }
    }

    public init(_ name: String) {
        self.name = name
    }
}

extension ModelProfile {
    /// These facts with what `override` says in their place. Whether the catalog knows the model stays as it was: a
    /// local model with a price is no model of OpenAI's.
    public func applying(_ override: ModelOverride) -> ModelProfile {
        var profile = self
        profile.name = override.name
        profile.inputWindow = override.inputWindow ?? inputWindow
        profile.maximumOutputTokens = override.maximumOutputTokens ?? maximumOutputTokens
        profile.dialects = override.dialects ?? dialects
        profile.efforts = override.efforts ?? efforts
        profile.defaultEffort =
            override.defaultEffort ?? defaultEffort.flatMap { profile.efforts.contains($0) ? $0 : nil }
        profile.sampling = override.sampling ?? sampling
        profile.acceptsParallelToolCalls = override.acceptsParallelToolCalls ?? acceptsParallelToolCalls
        profile.acceptsVerbosity = override.acceptsVerbosity ?? acceptsVerbosity
        profile.acceptsImages = override.acceptsImages ?? acceptsImages
        profile.refusesToolsOnChat = override.takesToolsOnChat.map { !$0 } ?? refusesToolsOnChat
        profile.hasDeveloperRole = override.hasDeveloperRole ?? hasDeveloperRole
        profile.takesCacheMarks = override.takesCacheMarks ?? takesCacheMarks
        profile.refuses = override.refuses ?? refuses
        profile.prices = override.price.map { $0.applied(to: prices) } ?? prices
        profile.shutdown = override.shutdown?.description ?? shutdown
        return profile
    }
}
