/// What the stand-in looks at in a request of either API.
struct StandInRequest: Sendable {
    let model: String
    let byteCount: Int
    /// The text of the last user message or tool output.
    let lastText: String
    /// The schema a structured answer must fit.
    let schema: JSONValue?
    let reasons: Bool

    init(_ document: JSONDocument, dialect: DialectName) {
        let root = document.root
        model = root["model"]?.string ?? ""
        byteCount = document.bytes.count
        let turns = root[dialect == .responses ? "input" : "messages"]
        var last = ""
        for turn in turns?.elements.map({ $0 }) ?? [] {
            let isTool = turn["type"]?.equals("function_call_output") ?? false
            let role = turn["role"]?.string
            guard isTool || role == "user" || role == "tool" else { continue }
            if let text = Self.text(turn["content"] ?? turn["output"]) { last = text }
        }
        lastText = last
        switch dialect {
        case .responses:
            schema = root["text"]?["format"]?["schema"]
            reasons = root["reasoning"] != nil
        case .chat:
            schema = root["response_format"]?["json_schema"]?["schema"]
            reasons = root["reasoning_effort"] != nil
        }
    }

    private static func text(_ content: JSONValue?) -> String? {
        guard let content else { return nil }
        if let text = content.string { return text }
        let parts = content.elements.compactMap { $0["text"]?.string }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
}
