extension ModelProfile {
    /// The rule for models the catalog does not name.
    ///
    /// `gpt-5` and later and every `oN` reason, and nothing is sent that one of them is known to refuse. Whatever else
    /// is asked for is taken for a plain chat model of an OpenAI-compatible server. The limits of each are in the
    /// catalog's file.
    init(assumedFor model: String, basedOn base: String, among assumptions: [String: ModelProfile]) {
        let reasons = Self.isReasoningName(base)
        let assumption = reasons ? base.hasPrefix("o") ? "o" : "gpt" : "other"
        self = assumptions[assumption] ?? .least
        name = model
        isKnown = false
        takesCacheMarks = reasons && Self.isLaterThanGPT55(base)
    }

    /// What is said where the file cannot be read: a plain chat model with hardly any room.
    private static let least = ModelProfile(
        name: "",
        isKnown: false,
        inputWindow: 8192,
        maximumOutputTokens: 1024,
        dialects: DialectName.allCases,
        efforts: [],
        defaultEffort: nil,
        sampling: .always,
        acceptsParallelToolCalls: true,
        acceptsVerbosity: false,
        acceptsImages: true,
        imageCost: .assumed,
        refusesToolsOnChat: false,
        hasDeveloperRole: false,
        takesCacheMarks: false,
        refuses: [],
        prices: nil,
        shutdown: nil
    )

    /// Marks for the cache came with gpt-5.6. A model that refuses them all the same gets none the next time.
    private static func isLaterThanGPT55(_ name: String) -> Bool {
        guard name.hasPrefix("gpt-") else { return false }
        let version = name.dropFirst("gpt-".count).prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
        guard let major = numbers.first, major < 1000 else { return false }
        return major > 5 || (major == 5 && numbers.dropFirst().first ?? 0 >= 6)
    }

    private static func isReasoningName(_ name: String) -> Bool {
        // Azure's way to write gpt-3.5-turbo.
        guard !name.hasPrefix("gpt-35-turbo") else { return false }
        if name.hasPrefix("gpt-") {
            return Int(name.dropFirst("gpt-".count).prefix { $0.isASCII && $0.isNumber }).map { $0 >= 5 } ?? false
        }
        let number = name.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(1 + number.count)
        return name.hasPrefix("o") && !number.isEmpty && (rest.isEmpty || rest.hasPrefix("-"))
    }
}
