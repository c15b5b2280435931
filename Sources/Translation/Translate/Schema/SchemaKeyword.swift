/// The words of JSON Schema that mean something to a repair. Any other member of a schema is passed on as it is.
enum SchemaKeyword: CaseIterable {
    case type, properties, required, items, `enum`, pattern, reference
    case anyOf, oneOf, allOf, prefixItems
    case not, `if`, then, `else`, contains, propertyNames
    case additionalProperties, additionalItems, unevaluatedProperties, unevaluatedItems
    case patternProperties, dependentSchemas, definitions, olderDefinitions
    case schema, id, comment
    case `default`, const

    /// What stands behind the word.
    enum Role {
        /// A schema; where `booleansCount`, true and false say something of their own.
        case schema(booleansCount: Bool)
        case schemasByName
        case schemaList
        /// Any value, null too.
        case literal
        /// Said to validators, not to models, and refused by OpenAI.
        case bookkeeping
        case type, required, items, `enum`, pattern, reference
    }

    var role: Role {
        switch self {
        case .type: .type
        case .required: .required
        case .items: .items
        case .enum: .enum
        case .pattern: .pattern
        case .reference: .reference
        case .properties, .patternProperties, .dependentSchemas, .definitions, .olderDefinitions: .schemasByName
        case .anyOf, .oneOf, .allOf, .prefixItems: .schemaList
        case .not, .if, .then, .else, .contains, .propertyNames: .schema(booleansCount: false)
        case .additionalProperties, .additionalItems, .unevaluatedProperties, .unevaluatedItems:
            .schema(booleansCount: true)
        case .schema, .id, .comment: .bookkeeping
        case .default, .const: .literal
        }
    }

    var name: StaticString {
        switch self {
        case .type: "type"
        case .properties: "properties"
        case .required: "required"
        case .items: "items"
        case .enum: "enum"
        case .pattern: "pattern"
        case .reference: "$ref"
        case .anyOf: "anyOf"
        case .oneOf: "oneOf"
        case .allOf: "allOf"
        case .prefixItems: "prefixItems"
        case .not: "not"
        case .if: "if"
        case .then: "then"
        case .else: "else"
        case .contains: "contains"
        case .propertyNames: "propertyNames"
        case .additionalProperties: "additionalProperties"
        case .additionalItems: "additionalItems"
        case .unevaluatedProperties: "unevaluatedProperties"
        case .unevaluatedItems: "unevaluatedItems"
        case .patternProperties: "patternProperties"
        case .dependentSchemas: "dependentSchemas"
        case .definitions: "$defs"
        case .olderDefinitions: "definitions"
        case .schema: "$schema"
        case .id: "$id"
        case .comment: "$comment"
        case .default: "default"
        case .const: "const"
        }
    }

    /// Not one of OpenAI's function schemas may have these at its top.
    var isRefusedAtTop: Bool {
        switch self {
        case .anyOf, .oneOf, .allOf, .enum, .not, .const, .reference: true
        case .type, .properties, .required, .items, .pattern, .prefixItems, .if, .then, .else, .contains,
            .propertyNames, .additionalProperties, .additionalItems, .unevaluatedProperties, .unevaluatedItems,
            .patternProperties, .dependentSchemas, .definitions, .olderDefinitions, .schema, .id, .comment, .default:
            false
        }
    }

    /// Nearly every member of a schema is asked for its keyword, so only words of the same length are compared.
    init?(_ member: JSONMembers.Member) {
        let key = member.value.document.nodes[member.keyIndex]
        let length = Int(key.end - key.start)
        let candidates = key.hasEscapes ? Self.allCases : length < Self.byLength.count ? Self.byLength[length] : []
        for candidate in candidates where member.isNamed(candidate.name) {
            self = candidate
            return
        }
        return nil
    }

    private static let byLength: [[SchemaKeyword]] = {
        let longest = allCases.map(\.name.utf8CodeUnitCount).max() ?? 0
        return (0...longest).map { length in allCases.filter { $0.name.utf8CodeUnitCount == length } }
    }()
}
