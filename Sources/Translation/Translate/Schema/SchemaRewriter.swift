/// One walk over a schema. Each step returns the rewritten JSON, or nil if the value can stay, so a valid schema is only
/// read.
struct SchemaRewriter {
    let root: JSONValue
    private(set) var changes: [RepairedSchema.Change] = []

    init(root: JSONValue) {
        self.root = root
    }

    /// A member's new value, or its end.
    private enum Edit {
        case replace(RawJSON)
        case drop
    }

    // MARK: Objects

    mutating func rewriteRoot() -> RawJSON? {
        var edits: [Int: Edit] = [:]
        var additions: [(key: StaticString, json: RawJSON)] = []
        let hasBranches = root.members.contains { SchemaKeyword($0)?.isRefusedAtTop == true }
        let union = hasBranches ? merged(SchemaUnion(root: root)) : nil
        for member in root.members {
            let keyword = SchemaKeyword(member)
            if let keyword, keyword.isRefusedAtTop {
                edits[member.value.index] = drop(member.value, .schemaKeywordAtTop, .keyword(keyword.name))
            } else if keyword?.role == .type {
                guard !member.value.equals("object") else { continue }
                edits[member.value.index] = .replace(Self.objectType)
                change(member.value, .schemaTypeReplaced)
            } else if keyword?.role == .properties, let union {
                edits[member.value.index] = .replace(union.properties)
            } else if keyword?.role == .required, let union {
                edits[member.value.index] =
                    union.required.map(Edit.replace) ?? edit(member, keyword, in: root, depth: 0)
            } else if keyword?.role == .properties, member.value.kind != .object {
                edits[member.value.index] = .replace(.emptyObject)
                change(member.value, .schemaExpectsObject, .keyword("properties"))
            } else if let edit = edit(member, keyword, in: root, depth: 0) {
                edits[member.value.index] = edit
            }
        }
        if root["type"] == nil {
            additions.append(("type", Self.objectType))
            change(root, .schemaTypeAdded, kind: .map)
        }
        if root["properties"] == nil {
            additions.append(("properties", union?.properties ?? .emptyObject))
            if union == nil { change(root, .schemaPropertiesAdded, kind: .map) }
        }
        if root["required"] == nil, let required = union?.required { additions.append(("required", required)) }
        return rewritten(root, edits, additions)
    }

    /// A schema below the top.
    mutating func rewrite(_ schema: JSONValue, depth: Int) -> RawJSON? {
        guard !SchemaPrecheck.isValid(schema, depth: depth) else { return nil }
        guard schema.kind == .object else {
            // True means {}.
            let kind = schema.bool == true ? TranslationNote.Kind.map : .lossy
            change(schema, .schemaReplaced, .kind(schema.kind), kind: kind)
            return .emptyObject
        }
        guard depth < SchemaRepair.maximumDepth else {
            change(schema, .schemaCut)
            return .emptyObject
        }
        var edits: [Int: Edit] = [:]
        var isArray = false
        var hasItems = false
        for member in schema.members {
            let keyword = SchemaKeyword(member)
            if keyword?.role == .type { isArray = Self.namesArray(member.value) }
            if keyword?.role == .items, !member.value.isNull { hasItems = true }
            if let edit = edit(member, keyword, in: schema, depth: depth) { edits[member.value.index] = edit }
        }
        guard isArray, !hasItems else { return rewritten(schema, edits, []) }
        change(schema, .schemaItemsAdded, kind: .map)
        return rewritten(schema, edits, [("items", .emptyObject)])
    }

    private func rewritten(
        _ object: JSONValue,
        _ edits: [Int: Edit],
        _ additions: [(key: StaticString, json: RawJSON)]
    ) -> RawJSON? {
        guard !edits.isEmpty || !additions.isEmpty else { return nil }
        var json = JSONWriter(reservingCapacity: object.raw.bytes.count + 64)
        json.object { json in
            for member in object.members {
                switch edits[member.value.index] {
                case .drop: continue
                case .replace(let value):
                    json.key(text: member.key)
                    json.value(value)
                case nil:
                    json.key(text: member.key)
                    json.value(member.value)
                }
            }
            for addition in additions { json.member(addition.key, addition.json) }
        }
        return RawJSON(bytes: json.bytes[...])
    }

    // MARK: Members

    private mutating func edit(
        _ member: JSONMembers.Member,
        _ keyword: SchemaKeyword?,
        in schema: JSONValue,
        depth: Int
    ) -> Edit? {
        let value = member.value
        guard !value.isNull else {
            return keyword?.role == .literal ? nil : drop(value, .schemaNullDropped, kind: .drop)
        }
        guard let keyword else { return nil }
        switch keyword.role {
        case .literal, .any:
            return nil
        case .text, .number, .positiveNumber, .count, .flag, .list:
            return plainEdit(member, keyword, in: schema)
        case .bookkeeping:
            return drop(value, .schemaKeywordForValidators, .keyword(keyword.name), kind: .drop)
        case .schemaOrBoolean where value.bool != nil:
            return nil
        case .schema, .schemaOrBoolean:
            return rewrite(value, depth: depth + 1).map(Edit.replace)
        case .properties, .schemasByName, .schemasByPattern:
            guard value.kind == .object else { return drop(value, .schemaExpectsObject, .keyword(keyword.name)) }
            return rewriteSchemas(value, arePatterns: keyword.role == .schemasByPattern, depth: depth).map(Edit.replace)
        case .schemaList:
            guard value.kind == .array, value.count > 0 else {
                return drop(value, .schemaExpectsSchemas, .keyword(keyword.name))
            }
            return rewriteList(value, depth: depth).map(Edit.replace)
        case .items:
            guard value.kind == .object else {
                change(value, .schemaItemsReplaced, .kind(value.kind))
                return .replace(.emptyObject)
            }
            return rewrite(value, depth: depth + 1).map(Edit.replace)
        case .type:
            guard Self.isType(value) else { return drop(value, .schemaTypeUnknown) }
            return withoutRepetitions(value).map(Edit.replace)
        case .required:
            guard value.kind == .array, value.elements.allSatisfy({ $0.kind == .string }) else {
                return drop(value, .schemaExpectsNames)
            }
            return withoutRepetitions(value).map(Edit.replace)
        case .enum:
            return value.kind == .array && value.count > 0 ? nil : drop(value, .schemaExpectsValues)
        case .pattern:
            let isRead = value.string.map(SchemaPattern.isRead) ?? false
            return isRead ? nil : drop(value, .schemaPatternUnread)
        case .reference:
            let isFound = value.string.flatMap { SchemaReference.target(of: $0, in: root) } != nil
            return isFound ? nil : drop(value, .schemaReferenceUnresolved)
        }
    }

    /// A keyword without a schema in it.
    private mutating func plainEdit(
        _ member: JSONMembers.Member,
        _ keyword: SchemaKeyword,
        in schema: JSONValue
    ) -> Edit? {
        guard let expected = keyword.expected, !keyword.fits(member.value) else { return nil }
        if let limit = SchemaKeyword.formerLimit(member, in: schema) {
            change(member.value, .schemaLimitRewritten)
            return .replace(limit.raw)
        }
        return drop(member.value, expected)
    }

    /// `.drop` if the model loses nothing, otherwise `.lossy`.
    private mutating func drop(
        _ value: JSONValue,
        _ code: NoteCode,
        _ parameters: NoteParameter...,
        kind: TranslationNote.Kind = .lossy
    ) -> Edit {
        change(value, NoteReason(code, parameters), kind)
        return .drop
    }

    private mutating func rewriteSchemas(_ schemas: JSONValue, arePatterns: Bool, depth: Int) -> RawJSON? {
        var edits: [Int: Edit] = [:]
        for member in schemas.members {
            if arePatterns, !SchemaPattern.isRead(member.key.string) {
                edits[member.value.index] = drop(member.value, .schemaPatternUnread)
            } else if let rewritten = rewrite(member.value, depth: depth + 1) {
                edits[member.value.index] = .replace(rewritten)
            }
        }
        return rewritten(schemas, edits, [])
    }

    /// A list without repetitions; nil if it has none.
    private mutating func withoutRepetitions(_ names: JSONValue) -> RawJSON? {
        var known: Set<String> = []
        let unique = names.elements.filter { known.insert($0.string ?? "").inserted }
        guard unique.count < names.count else { return nil }
        change(names, .schemaNameRepeated, kind: .map)
        var json = JSONWriter(reservingCapacity: names.raw.bytes.count)
        json.array { json in
            for name in unique { json.value(name) }
        }
        return RawJSON(bytes: json.bytes[...])
    }

    private mutating func rewriteList(_ list: JSONValue, depth: Int) -> RawJSON? {
        var rewritten: [RawJSON] = []
        var isChanged = false
        for element in list.elements {
            let json = rewrite(element, depth: depth + 1)
            isChanged = isChanged || json != nil
            rewritten.append(json ?? element.raw)
        }
        guard isChanged else { return nil }
        var json = JSONWriter(reservingCapacity: list.raw.bytes.count + 16)
        json.array { json in
            for schema in rewritten { json.value(schema) }
        }
        return RawJSON(bytes: json.bytes[...])
    }

    /// The top's properties and required names, with those of its branches.
    private mutating func merged(_ union: SchemaUnion) -> (properties: RawJSON, required: RawJSON?) {
        var properties = JSONWriter()
        properties.object { json in
            for property in union.properties {
                json.key(text: property.key)
                var schemas: [RawJSON] = []
                var known: Set<RawJSON> = []
                for schema in property.schemas {
                    let rewritten = rewrite(schema, depth: 1) ?? schema.raw
                    if known.insert(rewritten).inserted { schemas.append(rewritten) }
                }
                if schemas.count == 1 {
                    json.value(schemas[0])
                } else {
                    json.object { json in json.array("anyOf") { json in schemas.forEach { json.value($0) } } }
                }
            }
        }
        guard !union.required.isEmpty else { return (RawJSON(bytes: properties.bytes[...]), nil) }
        var required = JSONWriter()
        required.array { json in union.required.forEach { json.value($0) } }
        return (RawJSON(bytes: properties.bytes[...]), RawJSON(bytes: required.bytes[...]))
    }

    private mutating func change(
        _ value: JSONValue,
        _ code: NoteCode,
        _ parameters: NoteParameter...,
        kind: TranslationNote.Kind = .lossy
    ) {
        change(value, NoteReason(code, parameters), kind)
    }

    private mutating func change(_ value: JSONValue, _ reason: NoteReason, _ kind: TranslationNote.Kind) {
        changes.append(RepairedSchema.Change(kind: kind, place: value.place, reason: reason))
    }

    // MARK: Types

    private static let objectType = RawJSON(bytes: Array(#""object""#.utf8)[...])

    private static func isType(_ value: JSONValue) -> Bool {
        value.kind == .array
            ? value.count > 0 && value.elements.allSatisfy(isTypeName)
            : isTypeName(value)
    }

    private static func isTypeName(_ value: JSONValue) -> Bool {
        value.equals("string") || value.equals("object") || value.equals("array") || value.equals("integer")
            || value.equals("number") || value.equals("boolean") || value.equals("null")
    }

    private static func namesArray(_ type: JSONValue) -> Bool {
        type.equals("array") || type.elements.contains { $0.equals("array") }
    }
}
