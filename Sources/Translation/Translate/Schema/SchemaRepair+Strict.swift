extension SchemaRepair {
    /// Whether `schema` is in the subset that OpenAI accepts with `strict: true` (structured outputs guide, "Supported
    /// schemas"). If the guide does not say, the answer is no: without strict the schema still guides the model.
    static func fitsStrict(_ schema: JSONValue) -> Bool {
        var check = StrictCheck(root: schema)
        return schema["type"]?.equals("object") == true && schema["anyOf"] == nil && check.fits(schema, depth: 1)
            && check.isWithinLimits
    }
}

/// Counts the values that the guide limits for the schema as a whole.
private struct StrictCheck {
    let root: JSONValue
    var properties = 0
    var enumValues = 0
    var characters = 0
    private var recursion = 0

    init(root: JSONValue) {
        self.root = root
    }

    static let maximumDepth = 10

    var isWithinLimits: Bool { properties <= 5000 && enumValues <= 1000 && characters <= 120_000 }

    mutating func fits(_ schema: JSONValue, depth: Int) -> Bool {
        guard schema.kind == .object, depth <= Self.maximumDepth, declaresType(schema),
            recursion < SchemaRepair.maximumDepth
        else { return false }
        recursion += 1
        defer { recursion -= 1 }
        if Self.names("object", schema["type"]) || schema["properties"] != nil {
            guard closesItsObject(schema) else { return false }
        }
        if Self.names("array", schema["type"]), schema["items"] == nil { return false }
        return schema.members.allSatisfy { fits($0, depth: depth) }
    }

    private mutating func fits(_ member: JSONMembers.Member, depth: Int) -> Bool {
        let value = member.value
        switch SchemaKeyword(member)?.strict {
        case .allowed:
            return true
        case .properties, .definitions:
            // The depth of a definition depends on its uses, which the references do not show.
            let next = member.isNamed("properties") ? depth + 1 : 2
            return value.kind == .object
                && value.members.allSatisfy { named in
                    properties += member.isNamed("properties") ? 1 : 0
                    characters += named.key.escaped.count
                    return fits(named.value, depth: next)
                }
        case .items:
            return fits(value, depth: depth + 1)
        case .alternatives:
            return value.count > 0 && value.elements.allSatisfy { fits($0, depth: depth) }
        case .enum:
            enumValues += value.count
            characters += value.raw.bytes.count
            return value.kind == .array && value.count > 0
        case .const:
            enumValues += 1
            characters += value.raw.bytes.count
            return true
        case .pattern:
            return value.string.map(SchemaPattern.isRead) ?? false
        case .reference:
            return value.string.flatMap { SchemaReference.target(of: $0, in: root) } != nil
        case .format:
            return Self.formats.contains(value.string ?? "")
        case .refused, nil:
            return false
        }
    }

    private func declaresType(_ schema: JSONValue) -> Bool {
        schema.present("type") != nil || schema.present("$ref") != nil || schema.present("anyOf") != nil
    }

    /// Every property required, and no others allowed.
    private func closesItsObject(_ schema: JSONValue) -> Bool {
        guard schema["additionalProperties"]?.bool == false, let properties = schema["properties"] else { return false }
        let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
        return required == Set(properties.members.map(\.key.string))
    }

    private static func names(_ name: StaticString, _ type: JSONValue?) -> Bool {
        guard let type else { return false }
        return type.equals(name) || type.elements.contains { $0.equals(name) }
    }

    private static let formats: Set<String> = [
        "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid",
    ]
}
