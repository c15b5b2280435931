extension SchemaPattern {
    /// Whether `pattern` certainly does not match an empty text. False for patterns that ``isRead(_:)`` does not know.
    ///
    /// An empty text matches if every part of some alternative may be empty: anchors and parts with zero repetitions may,
    /// characters and classes may not.
    static func refusesEmptyText(_ pattern: String) -> Bool {
        guard isRead(pattern) else { return false }
        let scalars = Array(pattern.unicodeScalars)
        var position = 0
        return !mayBeEmpty(scalars, &position, depth: 0)
    }

    /// Reads one group, or the whole pattern, up to its closing bracket.
    private static func mayBeEmpty(_ scalars: [Unicode.Scalar], _ position: inout Int, depth: Int) -> Bool {
        // Deeper groups are not examined.
        guard depth < 32 else {
            position = scalars.count
            return true
        }
        var canBeEmpty = false
        var branchCanBeEmpty = true
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            var partCanBeEmpty: Bool
            switch scalar {
            case ")":
                return canBeEmpty || branchCanBeEmpty
            case "|":
                canBeEmpty = canBeEmpty || branchCanBeEmpty
                branchCanBeEmpty = true
                continue
            case "^", "$":
                continue
            case "(":
                if position + 1 < scalars.count, scalars[position] == "?" { position += 2 }
                partCanBeEmpty = mayBeEmpty(scalars, &position, depth: depth + 1)
            case "[":
                skipClass(scalars, &position)
                partCanBeEmpty = false
            case "\\":
                // Word boundaries are not characters.
                partCanBeEmpty = position < scalars.count && (scalars[position] == "b" || scalars[position] == "B")
                position += 1
            default:
                partCanBeEmpty = false
            }
            partCanBeEmpty = isOptional(scalars, &position) || partCanBeEmpty
            branchCanBeEmpty = branchCanBeEmpty && partCanBeEmpty
        }
        return canBeEmpty || branchCanBeEmpty
    }

    /// Reads the quantifier of a part: whether the part may be left out.
    private static func isOptional(_ scalars: [Unicode.Scalar], _ position: inout Int) -> Bool {
        guard position < scalars.count else { return false }
        var isOptional = false
        switch scalars[position] {
        case "*", "?": isOptional = true
        case "+": break
        case "{":
            var least = ""
            position += 1
            while position < scalars.count, "0"..."9" ~= scalars[position] {
                least.unicodeScalars.append(scalars[position])
                position += 1
            }
            isOptional = Int(least) == 0
            while position < scalars.count, scalars[position] != "}" { position += 1 }
        default: return false
        }
        position += 1
        if position < scalars.count, scalars[position] == "?" { position += 1 }
        return isOptional
    }

    private static func skipClass(_ scalars: [Unicode.Scalar], _ position: inout Int) {
        while position < scalars.count, scalars[position] != "]" {
            position += scalars[position] == "\\" ? 2 : 1
        }
        position += 1
    }
}
