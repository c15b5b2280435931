/// What the configuration says about one model in place of the catalog; nil leaves what is known, or assumed.
package struct ModelOverride: Sendable, Equatable {
    /// As the upstream is asked for it.
    package var name: String
    package var inputWindow: Int?
    package var maximumOutputTokens: Int?
    package var dialects: [DialectName]?
    package var efforts: [Effort]?
    package var defaultEffort: Effort?
    package var sampling: ModelProfile.Sampling?
    package var acceptsStop: Bool?
    package var acceptsParallelToolCalls: Bool?
    package var acceptsVerbosity: Bool?
    package var acceptsImages: Bool?
    package var takesToolsOnChat: Bool?
    package var hasDeveloperRole: Bool?
    package var takesCacheMarks: Bool?
    package var refuses: [String]?
    package var price: Price?
    package var shutdown: CalendarDay?

    /// Dollars for a million tokens.
    package struct Price: Sendable, Equatable {
        package var input: Double?
        package var cachedInput: Double?
        package var cacheWrite: Double?
        package var output: Double?
        package var long: ModelProfile.LongInput?

        package init() {}

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

    package init(_ name: String) {
        self.name = name
    }
}

extension ModelProfile {
    /// These facts with what `override` says in their place. Whether the catalog knows the model stays as it was: a
    /// local model with a price is no model of OpenAI's.
    package func applying(_ override: ModelOverride) -> ModelProfile {
        var profile = self
        profile.name = override.name
        profile.inputWindow = override.inputWindow ?? inputWindow
        profile.maximumOutputTokens = override.maximumOutputTokens ?? maximumOutputTokens
        profile.dialects = override.dialects ?? dialects
        profile.efforts = override.efforts ?? efforts
        profile.defaultEffort =
            override.defaultEffort ?? defaultEffort.flatMap { profile.efforts.contains($0) ? $0 : nil }
        profile.sampling = override.sampling ?? sampling
        profile.acceptsStop = override.acceptsStop ?? acceptsStop
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
