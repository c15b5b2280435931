/// Whether and which tool the model must call.
public struct ToolChoice: Sendable {
    /// Which tool must be called: with `any`, one that the model chooses.
    public enum Mode: Sendable, Equatable {
        case auto
        case any
        case none
        case tool(name: String)
    }

    public var mode: Mode
    public var disablesParallelToolUse: Bool
    public let source: JSONValue

    init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let type = try fields.requiredText("type").string
        switch type {
        case "auto": mode = .auto
        case "any": mode = .any
        case "none": mode = .none
        case "tool": mode = .tool(name: try fields.requiredText("name").string)
        default:
            throw JSONMismatch(
                path: value.place.appending("type"),
                expected: "\"auto\", \"any\", \"tool\" or \"none\"",
                found: "\"\(type.prefix(40))\""
            )
        }
        disablesParallelToolUse = try fields.optionalBool("disable_parallel_tool_use") ?? false
        source = value
        unread += fields.unread
    }
}
