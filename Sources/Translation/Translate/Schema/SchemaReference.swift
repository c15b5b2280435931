/// References within a schema: `#/$defs/Address`.
enum SchemaReference {
    /// The target of a local reference; nil if it does not exist, is outside the document, or is in a part that is merged
    /// away.
    static func target(of reference: String, in root: JSONValue) -> JSONValue? {
        guard reference != "#" else { return root }
        guard reference.hasPrefix("#/") else { return nil }
        var place = root
        for step in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let name = unescaped(step)
            let next: JSONValue? =
                place.kind == .array
                ? Int(name).flatMap { place.document.element($0, of: place) }
                : place.kind == .object ? place.document.member(name, of: place) : nil
            guard let next else { return nil }
            if place.index == root.index, ["anyOf", "oneOf", "allOf", "not"].contains(name) { return nil }
            place = next
        }
        return place
    }

    /// RFC 6901, § 4.
    private static func unescaped(_ step: Substring) -> String {
        guard step.contains("~") else { return String(step) }
        var name = ""
        var isEscaped = false
        for character in step {
            if isEscaped {
                name += character == "1" ? "/" : character == "0" ? "~" : "~" + String(character)
                isEscaped = false
            } else if character == "~" {
                isEscaped = true
            } else {
                name.append(character)
            }
        }
        return name
    }
}
