/// The open containers, from the outside in, one bit each, so that no memory is allocated.
struct ContainerStack: Sendable {
    private var bits: UInt64 = 0
    /// The 64 containers around these, and so on.
    private var outer: [UInt64] = []
    private(set) var depth = 0

    var isInObject: Bool { depth > 0 && bits & 1 == 1 }

    /// False if the depth limit is reached.
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

    /// Whether the closed container is an object; nil if none is open.
    mutating func pop() -> Bool? {
        guard depth > 0 else { return nil }
        let isObject = isInObject
        bits >>= 1
        depth -= 1
        if depth > 0, depth % 64 == 0 { bits = outer.popLast() ?? 0 }
        return isObject
    }
}
