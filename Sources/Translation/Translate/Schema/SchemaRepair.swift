/// A schema as OpenAI takes it, and what had to change for that.
public struct RepairedSchema {
    /// The very slice that came in where nothing had to change.
    public var json: RawJSON
    /// Each with its place in the client's request.
    public var changes: [Change]

    public struct Change: Sendable {
        /// Lossy where something that stood there is missing now.
        public var kind: TranslationNote.Kind
        public var place: JSONPath
        public var reason: NoteReason
    }
}

/// Repairs JSON Schemas that Anthropic takes and OpenAI refuses.
///
/// One schema that is refused costs the whole request, and most come from MCP servers of other people. The result
/// depends on the schema alone and keeps the order of its keys: the same tools are the same bytes on every turn.
public enum SchemaRepair {
    /// Deeper schemas are cut: they are not written by hand, and recursion must end.
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
