@testable import Translation

/// The law the other way round: nothing goes upstream that neither the client said nor a note tells of.
///
/// A string comes from the client when there is a token in it, and a number when it is one. What form alone asks for is
/// in the table below; all else needs a note whose `target` is its place or one around it. The note that `strict` is
/// always said speaks of the list of tools, and covers no more than that.
struct InventionLaw {
    private let targets: Set<String>
    /// Strings of the client's without a token: enums, dates, blanks.
    private let said: Set<String>
    private(set) var inventions: [RequestLaw.Loss] = []

    static func inventions(in translated: TranslatedRequest, of request: JSONDocument) throws -> [RequestLaw.Loss] {
        let root = try JSONDocument(translated.body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
        var said: Set<String> = []
        collect(request.root, into: &said)
        let targets = translated.notes.flatMap(\.places).compactMap { $0.target?.description }
        var law = InventionLaw(targets: Set(targets).subtracting(["tools"]), said: said)
        law.walk(root, "", key: "")
        return law.inventions
    }

    private init(targets: Set<String>, said: Set<String>) {
        self.targets = targets
        self.said = said
    }

    private static func collect(_ value: JSONValue, into said: inout Set<String>) {
        switch value.kind {
        case .object:
            for member in value.members {
                said.insert(member.key.string)
                // A call's input goes upstream as one string.
                if member.isNamed("input") { said.insert(member.value.raw.text) }
                collect(member.value, into: &said)
            }
        case .array: for element in value.elements { collect(element, into: &said) }
        case .string, .number, .true, .false: said.insert(value.text?.string ?? value.raw.text)
        case .null: return
        }
    }

    private mutating func walk(_ value: JSONValue, _ path: String, key: String) {
        if targets.contains(path) || targets.contains("…\(key)") { return }
        switch value.kind {
        case .object:
            for member in value.members {
                let key = member.key.string
                walk(member.value, path.isEmpty ? key : "\(path).\(key)", key: key)
            }
        case .array:
            for (offset, element) in value.elements.enumerated() { walk(element, "\(path)[\(offset)]", key: key) }
        case .string, .number, .true, .false:
            let text = value.text?.string ?? value.raw.text
            guard !said.contains(text), !text.utf8.elementsEqual([]), !comesFromToken(text), !isForm(key, text, path)
            else { return }
            inventions.append(RequestLaw.Loss(path: path, what: "the client never said \(text.debugDescription)"))
        case .null: return
        }
    }

    private func comesFromToken(_ text: String) -> Bool { Array(text.utf8)[...].holds(Array("tk1".utf8)[...]) }

    /// What the API wants to be said in any case, or what a form of the client's is called there.
    private func isForm(_ key: String, _ text: String, _ path: String) -> Bool {
        switch key {
        case "type":
            [
                "message", "input_text", "output_text", "text", "input_image", "image_url", "input_file", "file",
                "function_call", "function_call_output", "reasoning", "summary_text", "function", "json_schema",
                "web_search",
            ].contains(text)
        case "role": ["system", "developer", "user", "assistant", "tool"].contains(text)
        case "detail": text == "auto"
        // The schema an answer must fit has no name at Anthropic.
        case "name": text == "structured_output"
        case "strict": path.hasPrefix("text.") || path.hasPrefix("response_format.") || text == "false"
        case "tool_choice": text == "required"
        case "stream": text == "true"
        case "parallel_tool_calls": text == "false"
        default: false
        }
    }
}
