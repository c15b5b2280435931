/// A parameter of a note's sentence: a model, a limit, a word of the client.
public struct NoteParameter: Sendable, Hashable {
    /// A text or a whole number: a sentence needs nothing else.
    public enum Value: Sendable, Hashable {
        case text(String)
        case number(Int)
    }

    /// The order of parameters in a reason.
    public enum Name: String, Sendable, CaseIterable {
        case code
        case asked, value, type, kind, role, keyword, tool, status, message
        case count, limit, effort
        case model, sent, allowed, parameter
        case errorType, errorCode, errorParameter
    }

    public let name: Name
    public let value: Value

    init(_ name: Name, _ value: Value) {
        self.name = name
        self.value = value
    }
}

extension NoteParameter {
    /// The upstream model, or another model in the sentence.
    static func model(_ name: String) -> Self { Self(.model, .text(name)) }
    /// The API's name of a parameter.
    static func parameter(_ name: String) -> Self { Self(.parameter, .text(name)) }
    /// The client's value, if another was sent.
    static func asked(_ name: String) -> Self { Self(.asked, .text(name)) }
    static func sent(_ name: String) -> Self { Self(.sent, .text(name)) }
    /// The value that was sent.
    static func allowed(_ names: [String]) -> Self { Self(.allowed, .text(names.joined(separator: ", "))) }
    /// A received or configured word.
    static func value(_ word: some StringProtocol) -> Self { Self(.value, .text(String(word))) }
    static func type(_ name: some StringProtocol) -> Self { Self(.type, .text(String(name))) }
    static func kind(_ kind: JSONKind) -> Self { Self(.kind, .text(kind.word)) }
    static func role(_ role: String) -> Self { Self(.role, .text(role)) }
    /// A keyword of JSON Schema.
    static func keyword(_ name: StaticString) -> Self { Self(.keyword, .text(name.description)) }
    static func tool(_ name: String) -> Self { Self(.tool, .text(name)) }
    static func limit(_ limit: Int) -> Self { Self(.limit, .number(limit)) }
    static func count(_ count: Int) -> Self { Self(.count, .number(count)) }
    static func effort(_ effort: String) -> Self { Self(.effort, .text(effort)) }
    static func status(_ word: some StringProtocol) -> Self { Self(.status, .text(String(word))) }
    /// The upstream's own text.
    public static func message(_ text: String) -> Self { Self(.message, .text(text)) }
    static func errorType(_ word: String) -> Self { Self(.errorType, .text(word)) }
    static func errorCode(_ word: String) -> Self { Self(.errorCode, .text(word)) }
    static func errorParameter(_ word: String) -> Self { Self(.errorParameter, .text(word)) }
    /// The name of an unknown code.
    public static func code(_ name: String) -> Self { Self(.code, .text(name)) }
}

extension NoteParameter.Value: CustomStringConvertible {
    public var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }
}
