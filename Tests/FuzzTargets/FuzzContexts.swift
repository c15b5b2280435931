import Translation

/// Circumstances in which answers are read.
enum FuzzContexts {
    static let plain = ReplyContext(
        messageID: "msg_0123456789abcdef",
        requestedModel: "claude-sonnet-5",
        upstreamModel: "gpt-5.2",
        estimatedInputTokens: 1000,
        sealScope: "organisation-a"
    )

    static let stops = [[], ["STOP"], ["a", "ab"], ["\n\nHuman:", "😀", "}"], ["aab", "aaab", ""], ["abab", "ba"]]

    /// As configured by default, with tools that have optional parameters; without mending; and without either.
    static let argumentRules = [
        ArgumentRules(settings(repairs: true, omits: false), tools: tools),
        ArgumentRules(settings(repairs: true, omits: true), tools: tools),
        ArgumentRules(settings(repairs: false, omits: false), tools: tools),
    ]

    private static func settings(repairs: Bool, omits: Bool) -> RepairSettings {
        var settings = RepairSettings()
        settings.malformedJSON = repairs
        if !omits { settings.emptyArguments = nil }
        return settings
    }

    private static let tools: [Tool] = {
        let request = #"""
            {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "x"}], "tools": [{
              "name": "Read", "input_schema": {"type": "object", "required": ["file_path"], "additionalProperties": false,
                "properties": {"file_path": {"type": "string"}, "pages": {"type": "string"}, "limit": {"type": "integer"},
                  "a": {"type": "string", "minLength": 1}, "b": {"enum": ["x"]}}}}]}
            """#
        return (try? MessagesRequest(JSONDocument(request)))?.tools ?? []
    }()
}
