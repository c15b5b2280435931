/// The supported upstream APIs, one line each.
public enum Dialects {
    public static let all: [any Dialect] = [
        ResponsesDialect(),
        ChatCompletionsDialect(),
        AnthropicMessagesDialect(),
    ]

    /// The dialect of a name.
    public static func named(_ name: DialectName) -> any Dialect {
        // A name is only made of a dialect that is listed.
        all.first { $0.name == name } ?? all[0]
    }

    /// Of `names`, the first whose API searches the web.
    public static func searching(among names: [DialectName]) -> DialectName? {
        names.first { $0.traits.searchesTheWeb }
    }
}
