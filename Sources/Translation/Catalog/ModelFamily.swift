/// A group of models in the data file: their shared facts, and each model's own facts, which override them.
struct ModelFamily {
    private let shared: JSONFields
    private let entries: JSONValue

    init(_ value: JSONValue) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        _ = try fields.requiredText("family")
        entries = try fields.required("models", "an array")
        shared = fields
        try Self.rejectUnknownMembers(in: value, except: ["family", "models"])
    }

    func models() throws(JSONMismatch) -> [ModelProfile] {
        var models: [ModelProfile] = []
        for entry in entries.elements {
            try Self.rejectUnknownMembers(in: entry, except: ["name", "price", "shutdown"])
            models.append(try ModelProfile(ModelFacts(own: try JSONFields(entry), shared: shared)))
        }
        return models
    }

    /// Refuses unknown keys: a misspelt one would be ignored silently.
    private static func rejectUnknownMembers(in value: JSONValue, except others: [String]) throws(JSONMismatch) {
        for member in value.members where !(ModelFacts.keys + others).contains(member.key.string) {
            throw JSONMismatch(at: member.value, expected: "nothing by this name")
        }
    }
}

/// One model's facts, from its own entry or else from its family's.
private struct ModelFacts {
    var own: JSONFields
    var shared: JSONFields

    static let keys = [
        "input_window", "max_output_tokens", "apis", "efforts", "default_effort", "sampling", "stop",
        "parallel_tool_calls", "verbosity", "images", "image_tokens", "tools_on_chat", "developer_role", "cache_marks",
        "refuses", "note",
    ]

    mutating func value(_ key: StaticString, _ expected: String) throws(JSONMismatch) -> JSONValue {
        if let value = own.optional(key) { return value }
        return try shared.required(key, expected)
    }

    mutating func count(_ key: StaticString) throws(JSONMismatch) -> Int {
        let value = try value(key, "a whole number")
        guard let count = value.int, count > 0 else { throw JSONMismatch(at: value, expected: "a whole number") }
        return count
    }

    mutating func bool(_ key: StaticString) throws(JSONMismatch) -> Bool {
        let value = try value(key, "a boolean")
        guard let bool = value.bool else { throw JSONMismatch(at: value, expected: "a boolean") }
        return bool
    }

    /// A fact of few families, which the others leave out.
    mutating func bool(_ key: StaticString, or other: Bool) throws(JSONMismatch) -> Bool {
        guard let value = own.optional(key) ?? shared.optional(key) else { return other }
        guard let bool = value.bool else { throw JSONMismatch(at: value, expected: "a boolean") }
        return bool
    }

    mutating func names<Name: RawRepresentable<String>>(
        _ key: StaticString,
        _: Name.Type
    ) throws(JSONMismatch) -> [Name] {
        let list = try value(key, "an array")
        var names: [Name] = []
        for element in list.elements { names.append(try Self.name(element)) }
        return names
    }

    /// A model with efforts of its own has a default of its own, or none that is known.
    mutating func defaultEffort() throws(JSONMismatch) -> Effort? {
        let value = own.optional("efforts") == nil ? shared.optional("default_effort") : own.optional("default_effort")
        return try value.map { value throws(JSONMismatch) in try Self.name(value) }
    }

    mutating func refusals() throws(JSONMismatch) -> [String] {
        guard let list = own.optional("refuses") ?? shared.optional("refuses") else { return [] }
        var names: [String] = []
        for element in list.elements {
            guard let name = element.string else { throw JSONMismatch(at: element, expected: "a string") }
            names.append(name)
        }
        return names
    }

    mutating func shutdown() throws(JSONMismatch) -> String? {
        guard let value = own.optional("shutdown") else { return nil }
        guard let text = value.string, CalendarDay(text) != nil else {
            throw JSONMismatch(at: value, expected: "a day such as 2026-12-11")
        }
        return text
    }

    static func name<Name: RawRepresentable<String>>(_ value: JSONValue) throws(JSONMismatch) -> Name {
        guard let name = value.string.flatMap(Name.init) else {
            throw JSONMismatch(at: value, expected: "a known \(Name.self)")
        }
        return name
    }
}

extension ModelProfile {
    fileprivate init(_ facts: ModelFacts) throws(JSONMismatch) {
        var facts = facts
        name = try facts.own.requiredText("name").string
        isKnown = true
        inputWindow = try facts.count("input_window")
        maximumOutputTokens = try facts.count("max_output_tokens")
        dialects = try facts.names("apis", DialectName.self)
        efforts = try facts.names("efforts", Effort.self)
        defaultEffort = try facts.defaultEffort()
        sampling = try ModelFacts.name(try facts.value("sampling", "a string"))
        acceptsParallelToolCalls = try facts.bool("parallel_tool_calls")
        acceptsVerbosity = try facts.bool("verbosity")
        acceptsImages = try facts.bool("images")
        imageCost = try ImageCost(try facts.value("image_tokens", "an object"))
        refusesToolsOnChat = try !facts.bool("tools_on_chat")
        hasDeveloperRole = try facts.bool("developer_role")
        takesCacheMarks = try facts.bool("cache_marks", or: false)
        refuses = try facts.refusals()
        prices = try facts.own.optionalObject("price").map { value throws(JSONMismatch) in try Prices(value) }
        shutdown = try facts.shutdown()
    }
}

extension ModelProfile.Prices {
    /// Without a price of their own, tokens read from or written to the cache cost what input costs.
    fileprivate init(_ value: JSONValue) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        input = try fields.requiredPrice("input")
        output = try fields.requiredPrice("output")
        cachedInput = try fields.optionalNumber("cached")?.double ?? input
        cacheWrite = try fields.optionalNumber("cache_write")?.double ?? input
        long = try fields.optionalObject("long").map { value throws(JSONMismatch) in
            try ModelProfile.LongInput(value)
        }
        if let unknown = fields.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
    }
}

extension ModelProfile.LongInput {
    fileprivate init(_ value: JSONValue) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        guard let above = try fields.optionalInt("above"), above > 0 else {
            throw JSONMismatch(at: value, expected: "the number of tokens above which it holds")
        }
        threshold = above
        input = try fields.requiredPrice("input")
        output = try fields.requiredPrice("output")
        cachedInput = try fields.optionalNumber("cached")?.double ?? input
        cacheWrite = try fields.optionalNumber("cache_write")?.double ?? input
        if let unknown = fields.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
    }
}

extension JSONFields {
    fileprivate mutating func requiredPrice(_ key: StaticString) throws(JSONMismatch) -> Double {
        guard let price = try optionalNumber(key)?.double else {
            throw JSONMismatch(at: value, expected: "prices of input and output")
        }
        return price
    }
}

extension ImageCost {
    fileprivate init(_ value: JSONValue) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        if let base = try fields.optionalInt("base"), let tile = try fields.optionalInt("tile") {
            self = .tiles(base: base, each: tile)
        } else if let factor = try fields.optionalNumber("patch")?.double, let most = try fields.optionalInt("most") {
            self = .patches(factor: factor, most: most)
        } else {
            throw JSONMismatch(at: value, expected: "base and tile, or patch and most")
        }
        if let unknown = fields.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
    }
}
