/// A word of JSON Schema whose value is no schema, and what that value must be.
///
/// OpenAI checks schemas against the schema of schemas (`Invalid schema for function …: True is not of type 'number'`),
/// and one that fails costs the request. `exclusiveMinimum: true`, as JSON Schema once had it, is the usual case.
enum SchemaPlainKeyword {
    case text, number, positiveNumber, count, flag, list

    init?(_ member: JSONMembers.Member) {
        guard let found = Self.words.first(where: { member.isNamed($0.word) }) else { return nil }
        self = found.keyword
    }

    func fits(_ value: JSONValue) -> Bool {
        switch self {
        case .text: value.kind == .string
        case .number: value.kind == .number
        case .positiveNumber: value.double.map { $0 > 0 } ?? false
        case .count: value.int.map { $0 >= 0 } ?? false
        case .flag: value.bool != nil
        case .list: value.kind == .array
        }
    }

    /// What a value must be, for a note.
    var expected: StaticString {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .positiveNumber: "a number above 0"
        case .count: "a whole number from 0"
        case .flag: "true or false"
        case .list: "a list"
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

    private static let words: [(word: StaticString, keyword: SchemaPlainKeyword)] = [
        ("title", .text), ("description", .text), ("format", .text), ("contentEncoding", .text),
        ("contentMediaType", .text), ("minimum", .number), ("maximum", .number), ("exclusiveMinimum", .number),
        ("exclusiveMaximum", .number), ("multipleOf", .positiveNumber), ("minLength", .count), ("maxLength", .count),
        ("minItems", .count), ("maxItems", .count), ("minProperties", .count), ("maxProperties", .count),
        ("minContains", .count), ("maxContains", .count), ("uniqueItems", .flag), ("deprecated", .flag),
        ("readOnly", .flag), ("writeOnly", .flag), ("examples", .list),
    ]
}
