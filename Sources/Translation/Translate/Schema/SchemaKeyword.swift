/// A keyword of JSON Schema: the form of its value, and OpenAI's support. Any other member of a schema is passed on
/// unchanged.
struct SchemaKeyword: Sendable {
    /// The form of the value.
    enum Role: Sendable {
        case type, properties, required, items, `enum`, pattern, reference
        case schema, schemaOrBoolean, schemasByName, schemasByPattern, schemaList
        /// Any value, including null.
        case literal
        /// Meant for validators, not for models, and refused by OpenAI.
        case bookkeeping
        case any, text, number, positiveNumber, count, flag, list
    }

    /// Support with `strict: true` (structured outputs guide, "Supported schemas").
    enum StrictRule: Sendable {
        case refused, allowed
        case properties, definitions, items, alternatives, `enum`, const, pattern, reference, format
    }

    let name: StaticString
    let role: Role
    let strict: StrictRule
    /// OpenAI refuses it at the top of a function's schema.
    let isRefusedAtTop: Bool
    /// It can make a property necessary that `required` does not name.
    let mayRequire: Bool

    private init(
        _ name: StaticString,
        _ role: Role,
        strict: StrictRule = .refused,
        isRefusedAtTop: Bool = false,
        mayRequire: Bool = false
    ) {
        self.name = name
        self.role = role
        self.strict = strict
        self.isRefusedAtTop = isRefusedAtTop
        self.mayRequire = mayRequire
    }

    /// Keywords of one length are compared in this order, so the usual ones come first.
    static let all: [SchemaKeyword] = [
        SchemaKeyword("type", .type, strict: .allowed),
        SchemaKeyword("description", .text, strict: .allowed),
        SchemaKeyword("properties", .properties, strict: .properties),
        SchemaKeyword("required", .required, strict: .allowed),
        SchemaKeyword("items", .items, strict: .items),
        SchemaKeyword("enum", .enum, strict: .enum, isRefusedAtTop: true),
        SchemaKeyword("const", .literal, strict: .const, isRefusedAtTop: true),
        SchemaKeyword("default", .literal),
        SchemaKeyword("title", .text, strict: .allowed),
        SchemaKeyword("format", .text, strict: .format),
        SchemaKeyword("pattern", .pattern, strict: .pattern),
        SchemaKeyword("examples", .list),
        SchemaKeyword("deprecated", .flag),
        SchemaKeyword("readOnly", .flag),
        SchemaKeyword("writeOnly", .flag),
        // Combinations.
        SchemaKeyword("anyOf", .schemaList, strict: .alternatives, isRefusedAtTop: true, mayRequire: true),
        SchemaKeyword("oneOf", .schemaList, isRefusedAtTop: true, mayRequire: true),
        SchemaKeyword("allOf", .schemaList, isRefusedAtTop: true, mayRequire: true),
        SchemaKeyword("not", .schema, isRefusedAtTop: true, mayRequire: true),
        SchemaKeyword("if", .schema, mayRequire: true),
        SchemaKeyword("then", .schema),
        SchemaKeyword("else", .schema),
        // Numbers and texts.
        SchemaKeyword("minimum", .number, strict: .allowed),
        SchemaKeyword("maximum", .number, strict: .allowed),
        SchemaKeyword("exclusiveMinimum", .number, strict: .allowed),
        SchemaKeyword("exclusiveMaximum", .number, strict: .allowed),
        SchemaKeyword("multipleOf", .positiveNumber, strict: .allowed),
        SchemaKeyword("minLength", .count),
        SchemaKeyword("maxLength", .count),
        SchemaKeyword("contentEncoding", .text),
        SchemaKeyword("contentMediaType", .text),
        // Lists.
        SchemaKeyword("minItems", .count, strict: .allowed),
        SchemaKeyword("maxItems", .count, strict: .allowed),
        SchemaKeyword("uniqueItems", .flag),
        SchemaKeyword("prefixItems", .schemaList),
        SchemaKeyword("contains", .schema),
        SchemaKeyword("minContains", .count),
        SchemaKeyword("maxContains", .count),
        SchemaKeyword("additionalItems", .schemaOrBoolean),
        SchemaKeyword("unevaluatedItems", .schemaOrBoolean),
        // Objects.
        SchemaKeyword("additionalProperties", .schemaOrBoolean, strict: .allowed),
        SchemaKeyword("minProperties", .count, mayRequire: true),
        SchemaKeyword("maxProperties", .count),
        SchemaKeyword("propertyNames", .schema),
        SchemaKeyword("patternProperties", .schemasByPattern),
        SchemaKeyword("unevaluatedProperties", .schemaOrBoolean),
        SchemaKeyword("dependentSchemas", .schemasByName, mayRequire: true),
        SchemaKeyword("dependentRequired", .any, mayRequire: true),
        SchemaKeyword("dependencies", .any, mayRequire: true),
        // Definitions.
        SchemaKeyword("$ref", .reference, strict: .reference, isRefusedAtTop: true, mayRequire: true),
        SchemaKeyword("$defs", .schemasByName, strict: .definitions),
        SchemaKeyword("definitions", .schemasByName, strict: .definitions),
        SchemaKeyword("$schema", .bookkeeping, strict: .allowed),
        SchemaKeyword("$id", .bookkeeping),
        SchemaKeyword("$comment", .bookkeeping),
    ]

    /// Nearly every member of a schema is looked up, so only keywords of the same length are compared.
    static let byLength: [[SchemaKeyword]] = {
        let longest = all.map(\.name.utf8CodeUnitCount).max() ?? 0
        return (0...longest).map { length in all.filter { $0.name.utf8CodeUnitCount == length } }
    }()

    init?(_ member: JSONMembers.Member) {
        let key = member.value.document.nodes[member.keyIndex]
        let length = Int(key.end - key.start)
        let candidates = key.hasEscapes ? Self.all : length < Self.byLength.count ? Self.byLength[length] : []
        guard let found = candidates.first(where: { member.isNamed($0.name) }) else { return nil }
        self = found
    }
}
