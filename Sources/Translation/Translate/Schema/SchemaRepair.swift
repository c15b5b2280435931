/// A schema in the form that OpenAI accepts, and the changes.
public struct RepairedSchema {
    /// The original slice if nothing had to change.
    public var json: RawJSON
    /// Each with its place in the client's request.
    public var changes: [Change]

    /// One change, as its note will say it.
    public struct Change: Sendable {
        /// Lossy if something was removed.
        public var kind: TranslationNote.Kind
        public var place: JSONPath
        public var reason: NoteReason
    }
}

/// Repairs JSON Schemas that Anthropic accepts and OpenAI refuses.
///
/// OpenAI refuses the whole request for one invalid schema, and most schemas come from third-party MCP servers. The result
/// depends on the schema alone and keeps the order of its keys: the same tools are the same bytes on every turn.
public enum SchemaRepair {
    /// Deeper schemas are cut, because recursion must end.
    static let maximumDepth = 32

    /// `schema` as the parameters of a function that is not strict.
    static func parameters(_ schema: JSONValue) -> RepairedSchema {
        guard schema.kind == .object else {
            return RepairedSchema(
                json: emptyParameters,
                changes: [
                    RepairedSchema.Change(
                        kind: .lossy,
                        place: schema.place,
                        reason: NoteReason(.schemaNotAnObject, .kind(schema.kind))
                    )
                ]
            )
        }
        var rewriter = SchemaRewriter(root: schema)
        let rewritten = rewriter.rewriteRoot()
        return RepairedSchema(json: rewritten ?? schema.raw, changes: rewriter.changes)
    }

    private static let emptyParameters = RawJSON(bytes: Array(#"{"type":"object","properties":{}}"#.utf8)[...])
}
