// Keywords whose value is not a schema.
//
// OpenAI validates schemas against the meta-schema (`Invalid schema for function …: True is not of type 'number'`), and
// refuses the request for an invalid one. `exclusiveMinimum: true`, from an old version of JSON Schema, is the usual case.

extension SchemaKeyword {
    /// The required type of the value, for a note; nil if the kind alone does not decide.
    var expected: NoteCode? {
        switch role {
        case .text: .schemaExpectsText
        case .number: .schemaExpectsNumber
        case .positiveNumber: .schemaExpectsPositiveNumber
        case .count: .schemaExpectsCount
        case .flag: .schemaExpectsFlag
        case .list: .schemaExpectsList
        case .type, .properties, .required, .items, .enum, .pattern, .reference, .schema, .schemaOrBoolean,
            .schemasByName, .schemasByPattern, .schemaList, .literal, .bookkeeping, .any:
            nil
        }
    }

    func fits(_ value: JSONValue) -> Bool {
        switch role {
        case .text: value.kind == .string
        case .number: value.kind == .number
        case .positiveNumber: value.double.map { $0 > 0 } ?? false
        case .count: value.int.map { $0 >= 0 } ?? false
        case .flag: value.bool != nil
        case .list: value.kind == .array
        case .type, .properties, .required, .items, .enum, .pattern, .reference, .schema, .schemaOrBoolean,
            .schemasByName, .schemasByPattern, .schemaList, .literal, .bookkeeping, .any:
            true
        }
    }

    /// The limit that `exclusiveMinimum: true` or `exclusiveMaximum: true` made exclusive.
    static func formerLimit(_ member: JSONMembers.Member, in schema: JSONValue) -> JSONValue? {
        guard member.value.bool == true else { return nil }
        let limit =
            member.isNamed("exclusiveMinimum")
            ? schema["minimum"] : member.isNamed("exclusiveMaximum") ? schema["maximum"] : nil
        return limit.flatMap { $0.kind == .number ? $0 : nil }
    }
}
