/// A function as OpenAI is offered it.
public struct FunctionTool: Sendable {
    /// The name as it is sent.
    public var name: String
    public var description: JSONText?
    public var parameters: RawJSON
    public var isStrict: Bool
}

extension RequestPart where Content == FunctionTool {
    /// `tool` must be the client's own or one of Anthropic's that clients run (``TypedTool``).
    init(_ tool: Tool, for target: TranslationTarget, dialect: DialectName, names: ToolNames) {
        var function = FunctionTool(
            name: names.sent(tool.name),
            description: tool.description,
            parameters: .emptyObject,
            isStrict: false
        )
        var pendingNotes: [PendingNote] = []
        switch tool.kind {
        case .custom(let schema):
            let repaired = SchemaRepair.parameters(schema)
            function.parameters = repaired.json
            pendingNotes += repaired.changes.map { PendingNote($0.kind, from: $0.path, at: "parameters", $0.what) }
            if tool.strict {
                let reason = Self.nonStrictReason(schema, target, dialect)
                function.isStrict = reason == nil
                if let reason { pendingNotes.append(PendingNote(.lossy, from: tool.source.path + ".strict", reason)) }
            }
        case .typed(let type):
            let typed = TypedTool.named(type)
            function.description = tool.description ?? typed?.description
            if tool.description == nil {
                let reason = "only Anthropic's models know the tool by its type"
                pendingNotes.append(PendingNote(.add, from: nil, at: "description", reason))
            }
            function.parameters = typed?.parameters ?? .emptyObject
            let reason = "\(type) is offered as the function it is, with its schema written out"
            pendingNotes.append(PendingNote(.map, from: tool.source.path, at: "parameters", reason))
        case .webSearch:
            break
        }
        if function.name != tool.name {
            pendingNotes.append(PendingNote(.map, from: tool.source.path + ".name", at: "name", ToolNames.rule))
        }
        self.init(function, source: tool.source, pendingNotes: pendingNotes)
    }

    private static func nonStrictReason(
        _ schema: JSONValue,
        _ target: TranslationTarget,
        _ dialect: DialectName
    ) -> String? {
        if !target.isOpenAI, dialect == .chat { return "not every server that speaks OpenAI's API knows strict" }
        return SchemaRepair.fitsStrict(schema)
            ? nil : "the schema is not of the kind that OpenAI enforces, so the input may stray from it"
    }
}
