/// The quick check before a repair: whether a schema below the top is valid, read from the tape by index.
///
/// Nearly every schema is valid, and views on the document (``JSONValue``) cost a reference count each. It answers no if
/// in doubt: the walk that follows is exact.
struct SchemaPrecheck {
    private let nodes: UnsafeBufferPointer<JSONNode>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let keywords: [[SchemaKeyword]]

    static func isValid(_ schema: JSONValue, depth: Int) -> Bool {
        schema.document.nodes.withUnsafeBufferPointer { nodes in
            schema.document.bytes.withUnsafeBufferPointer { bytes in
                SchemaPrecheck(nodes: nodes, bytes: bytes, keywords: SchemaKeyword.byLength).isValid(
                    schema.index,
                    depth
                )
            }
        }
    }

    private func isValid(_ schema: Int, _ depth: Int) -> Bool {
        guard nodes[schema].kind == .object, depth < SchemaRepair.maximumDepth else { return false }
        var isArray = false
        var hasItems = false
        var key = schema + 1
        let end = Int(nodes[schema].next)
        while key < end {
            let value = key + 1
            guard !nodes[key].hasEscapes else { return false }
            switch role(of: key) {
            case .type:
                guard isType(value) else { return false }
                isArray = nodes[value].kind == .array || equals(value, "array")
            case .items:
                hasItems = true
                guard isValid(value, depth + 1) else { return false }
            case .schema:
                guard isValid(value, depth + 1) else { return false }
            case .schemaOrBoolean:
                let kind = nodes[value].kind
                guard kind == .true || kind == .false || isValid(value, depth + 1) else { return false }
            case .properties, .schemasByName:
                guard areValid(value, step: 2, kind: .object, depth) else { return false }
            case .schemaList:
                guard areValid(value, step: 1, kind: .array, depth), Int(nodes[value].next) > value + 1
                else { return false }
            case .required:
                guard isListOfStrings(value) else { return false }
            case .enum:
                guard nodes[value].kind == .array, Int(nodes[value].next) > value + 1 else { return false }
            case .text:
                guard nodes[value].kind == .string else { return false }
            case .number:
                guard nodes[value].kind == .number else { return false }
            case .count:
                guard isCount(value) else { return false }
            case .flag:
                guard nodes[value].kind == .true || nodes[value].kind == .false else { return false }
            case .literal:
                break
            case .any, nil:
                guard nodes[value].kind != .null else { return false }
            case .pattern, .reference, .schemasByPattern, .bookkeeping, .positiveNumber, .list:
                return false
            }
            key = Int(nodes[value].next)
        }
        return !isArray || hasItems
    }

    private func role(of key: Int) -> SchemaKeyword.Role? {
        let length = Int(nodes[key].end - nodes[key].start)
        guard length < keywords.count else { return nil }
        return keywords[length].first { equals(key, $0.name) }?.role
    }

    /// The values of an object (`step` 2: they stand behind their keys) or an array.
    private func areValid(_ container: Int, step: Int, kind: JSONKind, _ depth: Int) -> Bool {
        guard nodes[container].kind == kind else { return false }
        var value = container + step
        let end = Int(nodes[container].next)
        while value < end {
            guard isValid(value, depth + 1) else { return false }
            value = Int(nodes[value].next) + step - 1
        }
        return true
    }

    private func isListOfStrings(_ list: Int) -> Bool {
        guard nodes[list].kind == .array else { return false }
        return (list + 1..<Int(nodes[list].next)).allSatisfy { nodes[$0].kind == .string } && areDifferent(list)
    }

    /// Whether all strings of a list are different; long lists are left to the walk.
    private func areDifferent(_ list: Int) -> Bool {
        let (first, end) = (list + 1, Int(nodes[list].next))
        guard end - first <= 16 else { return false }
        for one in first..<end {
            guard !nodes[one].hasEscapes else { return false }
            for other in first..<one where haveSameBytes(one, other) { return false }
        }
        return true
    }

    private func haveSameBytes(_ one: Int, _ other: Int) -> Bool {
        let length = nodes[one].end - nodes[one].start
        guard nodes[other].end - nodes[other].start == length else { return false }
        return (0..<Int(length)).allSatisfy { bytes[Int(nodes[one].start) + $0] == bytes[Int(nodes[other].start) + $0] }
    }

    /// A whole number from 0, written in digits.
    private func isCount(_ value: Int) -> Bool {
        guard nodes[value].kind == .number else { return false }
        return bytes[Int(nodes[value].start)..<Int(nodes[value].end)].allSatisfy { $0 &- 0x30 < 10 }
    }

    private func isType(_ value: Int) -> Bool {
        guard nodes[value].kind == .array else { return isTypeName(value) }
        let end = Int(nodes[value].next)
        return end > value + 1 && (value + 1..<end).allSatisfy(isTypeName) && areDifferent(value)
    }

    private func isTypeName(_ value: Int) -> Bool {
        guard nodes[value].kind == .string, !nodes[value].hasEscapes else { return false }
        switch nodes[value].end - nodes[value].start {
        case 4: return equals(value, "null")
        case 5: return equals(value, "array")
        case 6: return equals(value, "string") || equals(value, "object") || equals(value, "number")
        case 7: return equals(value, "boolean") || equals(value, "integer")
        default: return false
        }
    }

    /// The text must not have escapes.
    @inline(__always)
    private func equals(_ node: Int, _ literal: StaticString) -> Bool {
        let start = Int(nodes[node].start)
        guard Int(nodes[node].end) - start == literal.utf8CodeUnitCount else { return false }
        var offset = 0
        while offset < literal.utf8CodeUnitCount {
            guard bytes[start + offset] == literal.utf8Start[offset] else { return false }
            offset += 1
        }
        return true
    }
}
