/// A tool the model may call.
public struct Tool: Sendable {
    /// Who made the tool, and what describes it.
    public enum Kind: Sendable {
        /// A tool of the client, described by a JSON Schema.
        case custom(schema: JSONValue)
        case webSearch(WebSearchTool)
        /// Anthropic's own tool with a dated type name (`bash_20250124`, `computer_20251124`, …).
        case typed(String)
    }

    public var name: String
    public var kind: Kind
    public var description: JSONText?
    public var strict: Bool
    /// Not offered until a tool search finds it.
    public var defersLoading: Bool
    public let source: JSONValue
    /// Present if the client marked the end of a cacheable prefix.
    public var cacheControl: JSONValue?
    /// `input_examples` and such: known, without a counterpart in OpenAI's tools.
    public var untranslatable: [JSONValue]

    static func list(_ value: JSONValue?, unread: inout [JSONValue]) throws(JSONMismatch) -> [Tool] {
        guard let value else { return [] }
        var tools: [Tool] = []
        for element in value.elements {
            tools.append(try Tool(element, unread: &unread))
        }
        return tools
    }

    init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let type = try fields.optionalText("type")?.string ?? "custom"
        source = value
        description = try fields.optionalText("description")
        strict = try fields.optionalBool("strict") ?? false
        defersLoading = try fields.optionalBool("defer_loading") ?? false
        cacheControl = fields.optional("cache_control")
        var untranslatable: [JSONValue] = []
        for key in Self.untranslatableKeys {
            if let value = fields.optional(key) { untranslatable.append(value) }
        }
        self.untranslatable = untranslatable
        if type == "custom" {
            name = try fields.requiredText("name").string
            kind = .custom(schema: try fields.required("input_schema", "a JSON Schema"))
            unread += fields.unread
        } else if type.hasPrefix("web_search_") {
            name = try fields.optionalText("name")?.string ?? "web_search"
            kind = .webSearch(try WebSearchTool(&fields))
            unread += fields.unread
        } else {
            // Most of these tools are left out as a whole, with one note.
            name = try fields.optionalText("name")?.string ?? type
            kind = .typed(type)
            self.untranslatable += fields.unread
        }
    }

    private static let untranslatableKeys: [StaticString] = [
        "input_examples", "allowed_callers", "eager_input_streaming",
    ]
}

/// Anthropic's own search tool, with its limits.
public struct WebSearchTool: Sendable {
    public var maxUses: JSONValue?
    public var allowedDomains: JSONValue?
    public var blockedDomains: JSONValue?
    public var userLocation: JSONValue?

    fileprivate init(_ fields: inout JSONFields) throws(JSONMismatch) {
        maxUses = fields.optional("max_uses")
        allowedDomains = try fields.optionalArray("allowed_domains")
        blockedDomains = try fields.optionalArray("blocked_domains")
        userLocation = try fields.optionalObject("user_location")
    }
}
