/// Merges the `anyOf`, `oneOf`, `allOf` and `$ref` at a schema's top into the properties of one object.
///
/// Parts that must all hold (`allOf`, `$ref`) are added up. Of alternatives every property is kept, and only properties
/// that all of them require stay required; a property that they describe differently becomes an `anyOf`. The top's own
/// description of a property has priority.
struct SchemaUnion {
    struct Property {
        var key: JSONText
        /// Several if the alternatives differ.
        var schemas: [JSONValue]
    }

    /// In the order of appearance.
    private(set) var properties: [Property] = []
    private(set) var required: [JSONText] = []
    private var places: [String: Int] = [:]
    private var requiredNames: Set<String> = []

    /// An empty union.
    private init() {}

    init(root: JSONValue) {
        // Each schema counts once, so that circular references end.
        var visited: Set<Int> = []
        self = SchemaUnion(root, within: root, depth: 0, visited: &visited) ?? SchemaUnion()
    }

    /// Nil for a schema that no object matches, or that was counted before.
    private init?(_ schema: JSONValue, within root: JSONValue, depth: Int, visited: inout Set<Int>) {
        guard schema.kind == .object, depth < SchemaRepair.maximumDepth, Self.allowsObjects(schema),
            visited.insert(schema.index).inserted
        else { return nil }
        if let own = schema["properties"] {
            for member in own.members { add(Property(key: member.key, schemas: [member.value])) }
        }
        if let names = schema["required"] { require(names.elements.compactMap(\.text)) }
        for member in schema.members {
            if member.isNamed("allOf") {
                for branch in member.value.elements {
                    addAll(of: SchemaUnion(branch, within: root, depth: depth + 1, visited: &visited))
                }
            } else if member.isNamed("anyOf") || member.isNamed("oneOf") {
                var alternatives: SchemaUnion?
                for branch in member.value.elements {
                    guard let next = SchemaUnion(branch, within: root, depth: depth + 1, visited: &visited)
                    else { continue }
                    if alternatives == nil { alternatives = next } else { alternatives?.addAlternative(next) }
                }
                addAll(of: alternatives)
            } else if member.isNamed("$ref"), let reference = member.value.string,
                let target = SchemaReference.target(of: reference, in: root)
            {
                addAll(of: SchemaUnion(target, within: root, depth: depth + 1, visited: &visited))
            }
        }
    }

    /// Combines two schemas that both hold; existing descriptions stay.
    private mutating func addAll(of other: SchemaUnion?) {
        guard let other else { return }
        for property in other.properties where places[property.key.string] == nil { add(property) }
        require(other.required)
    }

    /// Combines two alternatives.
    private mutating func addAlternative(_ other: SchemaUnion) {
        for property in other.properties {
            if let place = places[property.key.string] {
                properties[place].schemas += property.schemas
            } else {
                add(property)
            }
        }
        guard !required.isEmpty else { return }
        required.removeAll { !other.requiredNames.contains($0.string) }
        requiredNames.formIntersection(other.requiredNames)
    }

    private mutating func add(_ property: Property) {
        places[property.key.string] = properties.count
        properties.append(property)
    }

    private mutating func require(_ names: [JSONText]) {
        for name in names where requiredNames.insert(name.string).inserted { required.append(name) }
    }

    private static func allowsObjects(_ schema: JSONValue) -> Bool {
        guard let type = schema.present("type") else { return true }
        return type.equals("object") || type.elements.contains { $0.equals("object") }
    }
}
