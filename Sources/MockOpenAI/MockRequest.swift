import Translation

/// The parts of a request that the mock reads, in either API.
struct MockRequest: Sendable {
    let model: String
    let byteCount: Int
    /// The text of the last user message or tool output.
    let lastText: String
    /// The schema of a structured answer.
    let schema: JSONValue?
    let reasons: Bool
    /// In the order of the request.
    let toolNames: [String]
    private let api: MockAPI

    init(_ document: JSONDocument, api: MockAPI) {
        let root = document.root
        model = root["model"]?.string ?? ""
        byteCount = document.bytes.count
        self.api = api
        toolNames =
            root["tools"]?.elements.map { tool in
                (tool["name"] ?? tool["function"]?["name"])?.string ?? ""
            } ?? []
        let turns = root[api == .responses ? "input" : "messages"]
        var last = ""
        for turn in turns?.elements.map({ $0 }) ?? [] {
            let isTool = turn["type"]?.equals("function_call_output") ?? false
            let role = turn["role"]?.string
            guard isTool || role == "user" || role == "tool" else { continue }
            if let text = Self.text(turn["content"] ?? turn["output"]) { last = text }
        }
        lastText = last
        switch api {
        case .responses:
            schema = root["text"]?["format"]?["schema"]
            reasons = root["reasoning"] != nil
        case .chat:
            schema = root["response_format"]?["json_schema"]?["schema"]
            reasons = root["reasoning_effort"] != nil
        }
    }

    /// The path of a tool's schema, as OpenAI's errors write it.
    func schemaPath(ofTool name: String) -> String? {
        guard let index = toolNames.firstIndex(of: name) else { return nil }
        return "tools[\(index)]." + (api == .chat ? "function.parameters" : "parameters")
    }

    private static func text(_ content: JSONValue?) -> String? {
        guard let content else { return nil }
        if let text = content.string { return text }
        let parts = content.elements.compactMap { $0["text"]?.string }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
}
