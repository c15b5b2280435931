/// One message of the conversation a client sends.
public struct InputMessage: Sendable {
    /// Who speaks in the message.
    public enum Role: String, Sendable {
        case user
        case assistant
        /// Instructions in mid-conversation, sent by Claude Code since 2.1.154.
        case system
    }

    public var role: Role
    public var content: [InputContentBlock]
    /// `output_config.effort` beside the role `system`: the effort from here on.
    public var effort: JSONValue?
    /// Its place in the request.
    public let source: JSONValue

    static func list(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) -> [InputMessage] {
        guard value.kind == .array else { throw JSONMismatch(at: value, expected: "an array of messages") }
        var messages: [InputMessage] = []
        for element in value.elements {
            messages.append(try InputMessage(element, unread: &unread))
        }
        return messages
    }

    private init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let role = try fields.required("role", "\"user\", \"assistant\" or \"system\"")
        guard let known = role.string.flatMap(Role.init) else {
            throw JSONMismatch(
                path: role.place,
                expected: "\"user\", \"assistant\" or \"system\"",
                found: role.string.map { "\"\($0.prefix(40))\"" } ?? role.kind.name
            )
        }
        self.role = known
        if known == .system, let output = try fields.optionalObject("output_config") {
            var output = try JSONFields(output)
            effort = output.optional("effort")
            if let effort, effort.text == nil { throw JSONMismatch(at: effort, expected: "a string") }
            unread += output.unread
        }
        if effort != nil, fields.optional("content") == nil {
            content = []
        } else {
            content = try InputContentBlock.list(
                try fields.required("content", "a string or an array of content blocks"),
                unread: &unread
            )
        }
        source = value
        unread += fields.unread
    }
}
