/// The sources that facts cite by a short name, each with the day it was read.
struct SourceList {
    private var names: Set<String> = []

    init(_ value: JSONValue) throws(JSONMismatch) {
        for member in value.members {
            var source = try JSONFields(member.value)
            let date = try source.requiredText("date")
            guard CalendarDay(date.string) != nil else {
                throw JSONMismatch(at: member.value, expected: "a date such as 2026-11-30")
            }
            _ = try source.requiredText("text")
            if let unknown = source.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
            names.insert(member.key.string)
        }
    }

    func contains(_ name: String) -> Bool { names.contains(name) }
}

/// Reads one kind of server. Each fact is `{"is": …, "source": …}`; one that a kind leaves out is the fallback's.
struct ServerKindReader {
    private var fields: JSONFields
    private var facts: JSONFields
    private let sources: SourceList
    private let fallback: ServerFacts?

    init(_ value: JSONValue, _ sources: SourceList, fallback: ServerFacts?) throws(JSONMismatch) {
        fields = try JSONFields(value)
        facts = try JSONFields(try fields.required("facts", "an object"))
        self.sources = sources
        self.fallback = fallback
    }

    mutating func kind() throws(JSONMismatch) -> ServerCatalog.Kind {
        let name = try fields.requiredText("kind").string
        let title = try fields.requiredText("title").string
        let hosts = try Self.texts(fields.optional("hosts"))
        let facts = ServerFacts(
            kind: name,
            title: title,
            api: try fact("api", \.api, Self.name),
            apis: try fact("apis", \.apis, Self.names),
            messagesPath: try ownFact("messages_path", Self.text),
            messagesKeys: try fact("messages_keys", \.messagesKeys, Self.names),
            needsKey: try fact("needs_key", \.needsKey, Self.bool),
            keyVariable: try ownFact("key_variable", Self.text),
            keyPrefix: try ownFact("key_prefix", Self.text),
            keysPage: try ownFact("keys_page", Self.text),
            basePath: try ownFact("base_path", Self.text),
            listsEveryModel: try fact("lists_every_model", \.listsEveryModel, Self.bool),
            mayServeClaudeModels: try fact("claude_models", \.mayServeClaudeModels, Self.bool),
            takesMakersParameters: try fact("maker_parameters", \.takesMakersParameters, Self.bool),
            hasDeveloperRole: try fact("developer_role", \.hasDeveloperRole, Self.bool),
            wantsPlainTexts: try fact("plain_texts", \.wantsPlainTexts, Self.bool),
            takesEmptyResults: try fact("empty_results", \.takesEmptyResults, Self.bool),
            takesCacheMarks: try fact("cache_marks", \.takesCacheMarks, Self.bool),
            takesNewestNames: try fact("newest_names", \.takesNewestNames, Self.bool),
            hasServiceTiers: try fact("service_tiers", \.hasServiceTiers, Self.bool),
            takesCacheKeys: try fact("prompt_cache_key", \.takesCacheKeys, Self.bool),
            takesUserIdentifiers: try fact("safety_identifier", \.takesUserIdentifiers, Self.bool),
            storesAnswers: try fact("stores_answers", \.storesAnswers, Self.bool),
            padsStreams: try fact("pads_streams", \.padsStreams, Self.bool),
            maximumTools: try ownFact("most_tools", Self.count),
            takesStrictTools: try fact("strict_tools", \.takesStrictTools, Self.bool),
            searchesNearItsCaller: try fact("searches_near_caller", \.searchesNearItsCaller, Self.bool),
            showsToolsAsTypeScript: try fact("typescript_tools", \.showsToolsAsTypeScript, Self.bool)
        )
        // A misspelt key would be a fact that silently is not one.
        if let unknown = self.facts.unread.first ?? fields.unread.first {
            throw JSONMismatch(at: unknown, expected: "nothing by this name")
        }
        return ServerCatalog.Kind(facts: facts, hosts: hosts)
    }

    private mutating func fact<Value>(
        _ key: StaticString,
        _ place: KeyPath<ServerFacts, Value>,
        _ read: (JSONValue) throws(JSONMismatch) -> Value
    ) throws(JSONMismatch) -> Value {
        if let value = try ownFact(key, read) { return value }
        guard let fallback else { throw JSONMismatch(at: facts.value, expected: "\(key)") }
        return fallback[keyPath: place]
    }

    /// A fact that is never taken from the fallback.
    private mutating func ownFact<Value>(
        _ key: StaticString,
        _ read: (JSONValue) throws(JSONMismatch) -> Value
    ) throws(JSONMismatch) -> Value? {
        guard let entry = try facts.optionalObject(key) else { return nil }
        var fact = try JSONFields(entry)
        let source = try fact.requiredText("source").string
        guard sources.contains(source) else { throw JSONMismatch(at: entry, expected: "one of the sources") }
        let value = try read(try fact.required("is", "a value"))
        if let unknown = fact.unread.first { throw JSONMismatch(at: unknown, expected: "nothing by this name") }
        return value
    }

    private static func bool(_ value: JSONValue) throws(JSONMismatch) -> Bool {
        guard let bool = value.bool else { throw JSONMismatch(at: value, expected: "a boolean") }
        return bool
    }

    private static func text(_ value: JSONValue) throws(JSONMismatch) -> String {
        guard let text = value.string else { throw JSONMismatch(at: value, expected: "a string") }
        return text
    }

    private static func count(_ value: JSONValue) throws(JSONMismatch) -> Int {
        guard let count = value.int, count > 0 else { throw JSONMismatch(at: value, expected: "a whole number") }
        return count
    }

    private static func texts(_ list: JSONValue?) throws(JSONMismatch) -> [String] {
        var texts: [String] = []
        for element in list?.elements.map({ $0 }) ?? [] { texts.append(try text(element)) }
        return texts
    }

    private static func name<Name: RawRepresentable<String>>(_ value: JSONValue) throws(JSONMismatch) -> Name {
        guard let name = value.string.flatMap(Name.init) else {
            throw JSONMismatch(at: value, expected: "a known \(Name.self)")
        }
        return name
    }

    private static func names<Name: RawRepresentable<String>>(_ list: JSONValue) throws(JSONMismatch) -> [Name] {
        var names: [Name] = []
        for element in list.elements { names.append(try name(element)) }
        return names
    }
}

extension ServerFacts {
    /// What is said where the file cannot be read: the least of everything.
    static let least = ServerFacts(
        kind: "generic",
        title: "The server",
        api: DialectName.translated.last ?? Dialects.all[0].name,
        apis: [],
        messagesKeys: MessagesKey.allCases,
        needsKey: false,
        listsEveryModel: false,
        mayServeClaudeModels: true,
        takesMakersParameters: true,
        hasDeveloperRole: false,
        wantsPlainTexts: true,
        takesEmptyResults: false,
        takesCacheMarks: false,
        takesNewestNames: false,
        hasServiceTiers: false,
        takesCacheKeys: false,
        takesUserIdentifiers: false,
        storesAnswers: false,
        padsStreams: false,
        takesStrictTools: false,
        searchesNearItsCaller: false,
        showsToolsAsTypeScript: false
    )
}
