/// `output_config`: the effort and the form of the answer.
public struct OutputConfiguration: Sendable {
    public var effort: JSONValue?
    /// The JSON Schema of the answer.
    public var schema: JSONValue?
    /// `task_budget`, which has no counterpart at OpenAI.
    public var taskBudget: JSONValue?

    init(
        _ value: JSONValue?,
        legacyFormat: JSONValue?,
        unread: inout [JSONValue]
    ) throws(JSONMismatch) {
        var format = legacyFormat
        if let value {
            var fields = try JSONFields(value)
            effort = fields.optional("effort")
            if let effort, effort.text == nil { throw JSONMismatch(at: effort, expected: "a string") }
            if let current = try fields.optionalObject("format") {
                format = current
                if let legacyFormat { unread.append(legacyFormat) }
            }
            taskBudget = fields.optional("task_budget")
            unread += fields.unread
        }
        guard let format else { return }
        var fields = try JSONFields(format)
        let type = try fields.requiredText("type").string
        guard type == "json_schema" else {
            throw JSONMismatch(
                path: format.place.appending("type"),
                expected: "\"json_schema\"",
                found: "\"\(type.prefix(40))\""
            )
        }
        schema = try fields.required("schema", "a JSON Schema")
        unread += fields.unread
    }
}
