/// `tool_addition` and `tool_removal` in the middle of a conversation.
public struct ToolChangeBlock: Sendable {
    /// Whether the tool is offered from here on, or withdrawn.
    public enum Change: Sendable, Equatable {
        case added
        case removed
    }

    public var change: Change
    /// Nil if the block names a remote MCP server's tools.
    public var name: JSONText?
    /// The tool, if it is defined here and not among the request's tools.
    public var definition: Tool?
}

extension ToolChangeBlock {
    init(
        _ change: Change,
        _ fields: inout JSONFields,
        unread: inout [JSONValue]
    ) throws(JSONMismatch) {
        self.change = change
        var tool = try JSONFields(try fields.required("tool", "an object"))
        switch try tool.requiredText("type").string {
        case "tool_reference":
            name = try tool.requiredText("name")
        case "tool_definition":
            let definition = try Tool(try tool.required("definition", "a tool"), unread: &unread)
            self.definition = definition
            name = JSONText(definition.name)
        default:
            return
        }
        unread += tool.unread
    }
}
