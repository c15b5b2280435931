/// A tool the model may call.
package struct Tool: Sendable {
    package enum Kind: Sendable {
        /// One of the client's own, described by a JSON Schema.
        case custom(schema: JSONValue)
        case webSearch(WebSearchTool)
        /// A tool of Anthropic's with a dated type name (`bash_20250124`, `computer_20251124`, …).
        case typed(String)
    }

    package var name: String
    package var kind: Kind
    package var description: JSONText?
    package var strict: Bool
    /// Not offered until a tool search has found it.
    package var defersLoading: Bool
    package let source: JSONValue
    /// Present where the client marked the end of a cacheable prefix.
    package var cacheControl: JSONValue?
    /// `input_examples` and the like: known, and without a place in OpenAI's tools.
    package var untranslatable: [JSONValue]

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
            // Most are left out whole, and one note says so.
            name = try fields.optionalText("name")?.string ?? type
            kind = .typed(type)
            self.untranslatable += fields.unread
        }
    }

    private static let untranslatableKeys: [StaticString] = [
        "input_examples", "allowed_callers", "eager_input_streaming",
    ]
}

/// Anthropic's own search tool, and what it may search.
package struct WebSearchTool: Sendable {
    package var maxUses: JSONValue?
    package var allowedDomains: JSONValue?
    package var blockedDomains: JSONValue?
    package var userLocation: JSONValue?

    fileprivate init(_ fields: inout JSONFields) throws(JSONMismatch) {
        maxUses = fields.optional("max_uses")
        allowedDomains = try fields.optionalArray("allowed_domains")
        blockedDomains = try fields.optionalArray("blocked_domains")
        userLocation = try fields.optionalObject("user_location")
    }
}
