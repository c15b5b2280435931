extension JSONValue {
    /// Stands for the members that the objects in here have, and for which of them hold anything: equal for two values
    /// that differ in nothing but their texts and counts.
    ///
    /// One pass over the tape, no text looked at. Elements of one shape in a row count as one, so a list's length does
    /// not matter; `0` differs from other numbers, because it is what the first of many is numbered.
    var shape: UInt64 {
        document.nodes.withUnsafeBufferPointer { nodes in
            document.bytes.withUnsafeBytes { Self.shape(index, nodes, $0) }
        }
    }

    private static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func shape(
        _ index: Int,
        _ nodes: UnsafeBufferPointer<JSONNode>,
        _ bytes: UnsafeRawBufferPointer
    ) -> UInt64 {
        let node = nodes[index]
        let end = Int(node.next)
        var cursor = index + 1
        switch node.kind {
        case .null, .true, .false, .string, .number:
            return leaf(node, bytes)
        case .object:
            var hash: UInt64 = 5
            while cursor < end {
                let name = name(nodes[cursor], bytes)
                let value = nodes[cursor + 1]
                let part =
                    switch value.kind {
                    case .null, .true, .false, .string, .number: leaf(value, bytes)
                    case .object, .array: shape(cursor + 1, nodes, bytes)
                    }
                hash = mixed((hash ^ name) &+ part)
                cursor = Int(value.next)
            }
            return hash
        case .array:
            var hash: UInt64 = 7
            var last: UInt64 = 0
            while cursor < end {
                let element = shape(cursor, nodes, bytes)
                if element != last { hash = mixed(hash &+ element) }
                last = element
                cursor = Int(nodes[cursor].next)
            }
            return hash
        }
    }

    /// What is empty is told from what is not; a zero may be both.
    @inline(__always)
    private static func leaf(_ node: JSONNode, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        switch node.kind {
        case .null: 1
        case .true, .false, .object, .array: 2
        case .string: node.start == node.end ? 4 : 2
        case .number: node.end - node.start == 1 && bytes[Int(node.start)] == UInt8(ascii: "0") ? 3 : 2
        }
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 {
        let product = hash &* prime
        return product ^ (product >> 29)
    }

    /// The bytes of a name, eight at a time: the last eight overlap with those before, and of a short name's eight what
    /// follows it is masked away.
    @inline(__always)
    private static func name(_ node: JSONNode, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let start = Int(node.start)
        let end = Int(node.end)
        let count = end - start
        let length = UInt64(truncatingIfNeeded: count) << 56
        if count >= 8 {
            var hash = length
            var cursor = start
            while cursor + 8 < end {
                hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
                cursor += 8
            }
            return hash ^ bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self)
        }
        if start + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            return length | (word & ((1 << UInt64(8 * count)) &- 1))
        }
        var rest: UInt64 = 0
        for cursor in (start..<end).reversed() { rest = rest << 8 | UInt64(bytes[cursor]) }
        return length | rest
    }

    /// Whether nothing is said with this value: null, and what is empty.
    var isBlank: Bool {
        switch kind {
        case .null: true
        case .string: text?.isEmpty ?? true
        case .array: elements.allSatisfy(\.isBlank)
        case .object: members.allSatisfy(\.value.isBlank)
        case .number, .true, .false: false
        }
    }
}
