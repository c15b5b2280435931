import Foundation
import TranslationTestSupport

@testable import Translation

/// A request to OpenAI, taken apart by the form in which it says things, the same for both dialects.
///
/// Where a text is found tells what it has become: what the user said in a user's message, a tool's output in an
/// output, and so on. ``RequestLaw`` asks for both, the text and the form.
struct UpstreamReading {
    enum Form: Int, CaseIterable {
        /// Instructions and messages of the system's or developer's role.
        case instructions
        case user
        case assistant
        case output
        case image
        case file
        case reasoning
    }

    struct Call {
        var id: String
        var name: String
        var arguments: String
    }

    let root: JSONValue
    private(set) var calls: [Call] = []
    /// Ids of the calls that have an output, in order.
    private(set) var outputs: [String] = []
    /// The functions and other tools that are offered, each the object that has the name.
    private(set) var tools: [JSONValue] = []
    /// All strings of a form, unescaped, each with a byte behind it that is in no text; with a zero at the end.
    private var said = [[UInt8]](repeating: [], count: Form.allCases.count)
    private var blanks = [Set<String>](repeating: [], count: Form.allCases.count)

    init(_ body: [UInt8], _ dialect: DialectName) throws {
        root = try JSONDocument(body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
        tools = root.list("tools").map { $0["function"] ?? $0 }
        switch dialect {
        case .responses:
            say(root["instructions"], .instructions)
            for item in root.list("input") { readItem(item) }
        default:
            for message in root.list("messages") { readMessage(message) }
        }
        for form in said.indices { said[form].append(0) }
    }

    // MARK: Asking

    /// Whether a string was said in one of `forms`. One of nothing but white space must have been said for itself.
    func says(_ text: JSONText, in forms: [Form]) -> Bool {
        if text.isBlank {
            let string = text.string
            return forms.contains { blanks[$0.rawValue].contains(string) }
        }
        let needle = Array(text.hasEscapes ? Array(text.string.utf8)[...] : text.escaped) + [0]
        return forms.contains { said[$0.rawValue].holdsTerminated(needle) }
    }

    func says(_ text: String, in forms: [Form]) -> Bool { says(JSONText(text), in: forms) }

    // MARK: Reading

    private mutating func say(_ value: JSONValue?, _ form: Form) {
        guard let text = value?.text else { return }
        if text.isBlank { blanks[form.rawValue].insert(text.string) }
        if text.hasEscapes {
            said[form.rawValue] += text.string.utf8
        } else {
            said[form.rawValue] += text.escaped
        }
        said[form.rawValue].append(0xFF)
    }

    private mutating func readItem(_ item: JSONValue) {
        switch item["type"]?.string {
        case "message":
            guard let form = Self.form(of: item["role"]) else { return }
            for part in item.list("content") { readPart(part, form) }
        case "function_call":
            calls.append(Call(id: item["call_id"], name: item["name"], arguments: item["arguments"]))
        case "function_call_output":
            outputs.append(item["call_id"]?.string ?? "")
            say(item["output"], .output)
            for part in item.list("output") { readPart(part, .output) }
        case "reasoning":
            for part in item.list("summary") { say(part["text"], .reasoning) }
            say(item["encrypted_content"], .reasoning)
        default:
            return
        }
    }

    private mutating func readMessage(_ message: JSONValue) {
        let form = Self.form(of: message["role"])
        if let form {
            say(message["content"], form)
            for part in message.list("content") { readPart(part, form) }
        }
        if form == .output { outputs.append(message["tool_call_id"]?.string ?? "") }
        for call in message.list("tool_calls") {
            let function = call["function"]
            calls.append(Call(id: call["id"], name: function?["name"], arguments: function?["arguments"]))
        }
    }

    /// What a part shows counts by its own type, and so does its text: `input_text` is nothing the assistant says.
    private mutating func readPart(_ part: JSONValue, _ form: Form) {
        switch part["type"]?.string {
        case "text": say(part["text"], form)
        case "input_text" where form != .assistant: say(part["text"], form)
        case "output_text" where form == .assistant: say(part["text"], form)
        case "input_image": say(part["image_url"], .image)
        case "image_url": say(part["image_url"]?["url"], .image)
        case "input_file", "file":
            let file = part["file"] ?? part
            for key: StaticString in ["filename", "file_data", "file_url"] { say(file[key], .file) }
        default: return
        }
    }

    private static func form(of role: JSONValue?) -> Form? {
        switch role?.string {
        case "system", "developer": .instructions
        case "user": .user
        case "assistant": .assistant
        case "tool": .output
        default: nil
        }
    }
}

extension UpstreamReading.Call {
    fileprivate init(id: JSONValue?, name: JSONValue?, arguments: JSONValue?) {
        self.init(id: id?.string ?? "", name: name?.string ?? "", arguments: arguments?.string ?? "")
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes of `needle` stand somewhere in these, one after the other, and no zero before them.
    func holds(_ needle: ArraySlice<UInt8>) -> Bool { (Array(self) + [0]).holdsTerminated(Array(needle) + [0]) }
}

extension [UInt8] {
    /// Both end in a zero. The library's search is much faster than one that is compiled for debugging.
    fileprivate func holdsTerminated(_ needle: [UInt8]) -> Bool {
        withUnsafeBytes { haystack in
            needle.withUnsafeBytes { needle in
                guard let haystack = haystack.bindMemory(to: CChar.self).baseAddress,
                    let needle = needle.bindMemory(to: CChar.self).baseAddress
                else { return false }
                return strstr(haystack, needle) != nil
            }
        }
    }
}
