import Translation

/// A tool that the demonstration's client offers.
struct DemoTool: Sendable {
    let name: String
    let description: String
    /// A JSON object: the schema of the input.
    let schema: String
    var isStrict = false

    static let standard = [
        DemoTool("Bash", "Runs a command.", ["command", "description"]),
        DemoTool("Read", "Reads a file.", ["file_path"]),
        DemoTool("Edit", "Changes a text in a file.", ["file_path", "old_string", "new_string"]),
        DemoTool("Write", "Writes a file.", ["file_path", "content"]),
        DemoTool("Grep", "Finds lines.", ["pattern", "path", "output_mode"]),
        DemoTool("Glob", "Finds files.", ["pattern"]),
        DemoTool("TodoWrite", "Keeps a list of what is to be done.", ["todos"]),
        DemoTool("WebFetch", "Reads a page.", ["url", "prompt"]),
    ]

    /// OpenAI refuses its schema, because of an unknown format.
    static let broken = DemoTool(
        name: "mcp__legacy__lookup",
        description: "Looks up an order of the old shop.",
        schema: """
            {"type":"object","properties":{"order":{"type":"string"},\
            "when":{"type":"string","format":"epoch-millis"}},"required":["order"]}
            """
    )

    /// Its schema has more than OpenAI accepts, so the translation is lossy.
    static let calendar = DemoTool(
        name: "mcp__calendar__find",
        description: "Finds a free day.",
        schema: """
            {"type":"object","properties":{"day":{"type":"string","pattern":"^(?=2026)[0-9-]+$"},\
            "options":{"type":"object","additionalProperties":{"type":"string"}}},"required":["day"]}
            """,
        isStrict: true
    )

    init(name: String, description: String, schema: String, isStrict: Bool = false) {
        self.name = name
        self.description = description
        self.schema = schema
        self.isStrict = isStrict
    }

    private init(_ name: String, _ description: String, _ texts: [String]) {
        self.name = name
        self.description = description
        let properties = texts.map { "\"\($0)\":{\"type\":\"string\"}" }.joined(separator: ",")
        schema = "{\"type\":\"object\",\"properties\":{\(properties)},\"required\":[\"\(texts[0])\"]}"
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("description", description)
            json.member("input_schema", RawJSON(bytes: Array(schema.utf8)[...]))
            if isStrict { json.member("strict", true) }
        }
    }
}
