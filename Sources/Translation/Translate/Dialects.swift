/// The supported upstream APIs, one line each.
public enum Dialects {
    public static let all: [any Dialect] = DialectName.allCases.map(named)

    public static func named(_ name: DialectName) -> any Dialect {
        switch name {
        case .responses: ResponsesDialect()
        case .chat: ChatCompletionsDialect()
        }
    }
}
