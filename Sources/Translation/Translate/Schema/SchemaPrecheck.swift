/// The quick look before a repair: whether a schema below the top is sound, told from the tape by index.
///
/// Nearly every schema of every request is sound, and views on the document (``JSONValue``) cost a reference count
/// each. Says no when in doubt: the walk that follows knows for certain.
struct SchemaPrecheck {
    private let nodes: UnsafeBufferPointer<JSONNode>
    private let bytes: UnsafeBufferPointer<UInt8>

    static func isValid(_ schema: JSONValue, depth: Int) -> Bool {
        schema.document.nodes.withUnsafeBufferPointer { nodes in
            schema.document.bytes.withUnsafeBufferPointer { bytes in
                SchemaPrecheck(nodes: nodes, bytes: bytes).isValid(schema.index, depth)
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
            switch word(key) {
            case .type:
                guard isType(value) else { return false }
                isArray = nodes[value].kind == .array || equals(value, "array")
            case .items:
                hasItems = true
                guard isValid(value, depth + 1) else { return false }
            case .schema:
                guard isValid(value, depth + 1) else { return false }
            case .schemaOrBool:
                let kind = nodes[value].kind
                guard kind == .true || kind == .false || isValid(value, depth + 1) else { return false }
            case .schemasByName:
                guard areValid(value, step: 2, kind: .object, depth) else { return false }
            case .schemaList:
                guard nodes[value].kind == .array, areValid(value, step: 1, kind: .array, depth),
                    Int(nodes[value].next) > value + 1
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
            case .other:
                guard nodes[value].kind != .null else { return false }
            case .undecided:
                return false
            }
            key = Int(nodes[value].next)
        }
        return !isArray || hasItems
    }

    private enum Word {
        case type, items, schema, schemaOrBool, schemasByName, schemaList, required, `enum`
        case text, number, count, flag, literal, other, undecided
    }

    private func word(_ key: Int) -> Word {
        guard !nodes[key].hasEscapes else { return .undecided }
        switch nodes[key].end - nodes[key].start {
        case 2: return equals(key, "if") ? .schema : .other
        case 3: return equals(key, "$id") ? .undecided : equals(key, "not") ? .schema : .other
        case 4:
            if equals(key, "type") { return .type }
            if equals(key, "enum") { return .enum }
            if equals(key, "$ref") { return .undecided }
            return equals(key, "then") || equals(key, "else") ? .schema : .other
        case 5:
            if equals(key, "items") { return .items }
            if equals(key, "const") { return .literal }
            if equals(key, "$defs") { return .schemasByName }
            if equals(key, "title") { return .text }
            return equals(key, "anyOf") || equals(key, "oneOf") || equals(key, "allOf") ? .schemaList : .other
        case 6: return equals(key, "format") ? .text : .other
        case 7:
            if equals(key, "default") { return .literal }
            if equals(key, "minimum") || equals(key, "maximum") { return .number }
            return equals(key, "pattern") || equals(key, "$schema") ? .undecided : .other
        case 8:
            if equals(key, "required") { return .required }
            if equals(key, "minItems") || equals(key, "maxItems") { return .count }
            if equals(key, "readOnly") { return .flag }
            if equals(key, "examples") || equals(key, "$comment") { return .undecided }
            return equals(key, "contains") ? .schema : .other
        case 9:
            if equals(key, "minLength") || equals(key, "maxLength") { return .count }
            return equals(key, "writeOnly") ? .flag : .other
        case 10:
            if equals(key, "properties") { return .schemasByName }
            if equals(key, "deprecated") { return .flag }
            return equals(key, "multipleOf") ? .undecided : .other
        case 11:
            if equals(key, "description") { return .text }
            if equals(key, "definitions") { return .schemasByName }
            if equals(key, "uniqueItems") { return .flag }
            if equals(key, "minContains") || equals(key, "maxContains") { return .count }
            return equals(key, "prefixItems") ? .schemaList : .other
        case 13:
            if equals(key, "minProperties") || equals(key, "maxProperties") { return .count }
            return equals(key, "propertyNames") ? .schema : .other
        case 15:
            if equals(key, "contentEncoding") { return .text }
            return equals(key, "additionalItems") ? .schemaOrBool : .other
        case 16:
            if equals(key, "exclusiveMinimum") || equals(key, "exclusiveMaximum") { return .number }
            if equals(key, "contentMediaType") { return .text }
            if equals(key, "dependentSchemas") { return .schemasByName }
            return equals(key, "unevaluatedItems") ? .schemaOrBool : .other
        case 17: return equals(key, "patternProperties") ? .undecided : .other
        case 20: return equals(key, "additionalProperties") ? .schemaOrBool : .other
        case 21: return equals(key, "unevaluatedProperties") ? .schemaOrBool : .other
        default: return .other
        }
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

    /// Whether the strings of a list differ in every two; long lists are left to the walk.
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

    /// The caller has seen to it that the text has no escapes and is as long as the literal.
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
