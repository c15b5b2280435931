/// What is open, from the outside in: a bit each, so that following arguments allocates nothing.
struct ContainerStack: Sendable {
    private var bits: UInt64 = 0
    /// The 64 that were open before these, and so on.
    private var outer: [UInt64] = []
    private(set) var depth = 0

    var isInObject: Bool { depth > 0 && bits & 1 == 1 }

    /// False where nothing more may be opened.
    mutating func push(isObject: Bool) -> Bool {
        guard depth < JSONScanner.defaultMaximumDepth else { return false }
        if depth > 0, depth % 64 == 0 {
            outer.append(bits)
            bits = 0
        }
        bits = bits << 1 | (isObject ? 1 : 0)
        depth += 1
        return true
    }

    /// Whether what was closed is an object; nil where nothing is open.
    mutating func pop() -> Bool? {
        guard depth > 0 else { return nil }
        let isObject = isInObject
        bits >>= 1
        depth -= 1
        if depth > 0, depth % 64 == 0 { bits = outer.popLast() ?? 0 }
        return isObject
    }
}
