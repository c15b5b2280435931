/// A function tool for OpenAI.
public struct FunctionTool: Sendable {
    /// The sent name.
    public var name: String
    public var description: JSONText?
    public var parameters: RawJSON
    public var isStrict: Bool
}

extension RequestPart where Content == FunctionTool {
    /// `tool` must be the client's own or one of Anthropic's that clients run (``TypedTool``).
    init(_ tool: Tool, for target: TranslationTarget, traits: DialectTraits, names: ToolNames) {
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
            pendingNotes += repaired.changes.map { PendingNote($0.kind, from: $0.place, at: ["parameters"], $0.reason) }
            if tool.strict {
                let reason = Self.nonStrictReason(schema, target, traits)
                function.isStrict = reason == nil
                if let reason {
                    pendingNotes.append(PendingNote(.lossy, from: tool.source.place.appending("strict"), reason))
                }
            }
        case .typed(let type):
            let typed = TypedTool.named(type)
            function.description = tool.description ?? typed?.description
            if tool.description == nil {
                pendingNotes.append(PendingNote(.add, from: nil, at: ["description"], .toolDescribed))
            }
            function.parameters = typed?.parameters ?? .emptyObject
            pendingNotes.append(
                PendingNote(.map, from: tool.source.place, at: ["parameters"], .toolWrittenOut, .type(type))
            )
        case .webSearch:
            break
        }
        if function.name != tool.name {
            pendingNotes.append(
                PendingNote(.map, from: tool.source.place.appending("name"), at: ["name"], .nameChanged)
            )
        }
        self.init(function, source: tool.source, pendingNotes: pendingNotes)
    }

    private static func nonStrictReason(
        _ schema: JSONValue,
        _ target: TranslationTarget,
        _ traits: DialectTraits
    ) -> NoteReason? {
        if !target.server.takesStrictTools, !traits.isStrictByDefault { return NoteReason(.strictUnknownToServer) }
        return SchemaRepair.fitsStrict(schema) ? nil : NoteReason(.toolSchemaNotStrict)
    }
}
