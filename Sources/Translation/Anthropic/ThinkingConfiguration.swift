/// The client's settings for the model's thinking.
public struct ThinkingConfiguration: Sendable {
    /// Whether the model thinks, and how much.
    public enum Mode: Sendable, Equatable {
        case enabled(budgetTokens: Int)
        case adaptive
        case disabled
        /// No thinking, but short progress reports between tool calls, which arrive as thinking.
        case betweenTools
        /// An unknown mode; treated as adaptive, with a note.
        case unrecognized(String)
    }

    /// How much of the thinking the client wants.
    public enum Display: Sendable, Equatable {
        case summarized
        case omitted
    }

    public var mode: Mode
    public var display: Display
    public let source: JSONValue

    init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let type = try fields.requiredText("type").string
        switch type {
        case "enabled": mode = .enabled(budgetTokens: try fields.optionalInt("budget_tokens") ?? 0)
        case "adaptive": mode = .adaptive
        case "disabled": mode = .disabled
        case "between_tools": mode = .betweenTools
        default: mode = .unrecognized(type)
        }
        // `updates` (beta) asks for progress lines while the model thinks; summaries serve as such.
        display = try fields.optionalText("display")?.string == "omitted" ? .omitted : .summarized
        source = value
        unread += fields.unread
    }
}
