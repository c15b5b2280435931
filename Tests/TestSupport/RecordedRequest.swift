import ProxyConfiguration
package import TranslationTestSupport

/// A request as it arrived upstream.
package struct RecordedRequest: Sendable {
    package var method: String
    /// Without the query.
    package var path: String
    /// Behind the path's `?`; empty where there is none.
    package var query = ""
    /// In the order they came, names in lower case.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// The body; `null` if it is not JSON.
    package var json: JSON

    package init(method: String, path: String, headers: [(name: String, value: String)], body: [UInt8]) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        json = (try? JSON(parsing: body)) ?? .null
    }

    package func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    package var api: ScriptedAPI? { ScriptedAPI(path: path) }
    package var model: String { json["model"]?.string ?? "" }
    package var isStreamed: Bool { json["stream"]?.bool ?? false }

    /// The offered tools' names, in their order; a built-in tool goes by its type.
    package var toolNames: [String] {
        (json["tools"]?.elements ?? []).compactMap { tool in
            (tool["name"] ?? tool["function"]?["name"] ?? tool["type"])?.string
        }
    }

    package var wantsJSONSchema: Bool {
        (json["response_format"]?["type"] ?? json["text"]?["format"]?["type"])?.string == "json_schema"
    }

    /// The text of the last thing that was said to the model: a user's message or a tool's output.
    package var lastText: String {
        switch api {
        case .chat, .messages:
            let said = (json["messages"]?.elements ?? []).last { message in
                ["user", "tool"].contains(message["role"]?.string)
            }
            return Self.text(of: said?["content"])
        case .responses, .inputTokens:
            if let text = json["input"]?.string { return text }
            let said = (json["input"]?.elements ?? []).last { item in
                item["role"]?.string == "user" || item["type"]?.string == "function_call_output"
            }
            return Self.text(of: said?["content"] ?? said?["output"])
        case nil:
            return ""
        }
    }

    private static func text(of content: JSON?) -> String {
        content?.string
            ?? (content?.elements ?? []).map { $0["text"]?.string ?? "" }.joined(separator: "\n")
    }
}
