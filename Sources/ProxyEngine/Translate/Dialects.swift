/// The upstream APIs this program can speak: one line each.
package enum Dialects {
    package static let all: [any Dialect] = DialectName.allCases.map(named)

    package static func named(_ name: DialectName) -> any Dialect {
        switch name {
        case .responses: ResponsesDialect()
        case .chat: ChatCompletionsDialect()
        }
    }
}
