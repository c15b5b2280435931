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
        case .null:
            return 1
        case .true, .false:
            return 2
        case .string:
            return node.start == node.end ? 1 : 2
        case .number:
            return node.end - node.start == 1 && bytes[Int(node.start)] == UInt8(ascii: "0") ? 3 : 2
        case .object:
            var hash: UInt64 = 5
            while cursor < end {
                hash = mixed(hash ^ name(nodes[cursor], bytes))
                hash = mixed(hash &+ shape(cursor + 1, nodes, bytes))
                cursor = Int(nodes[cursor + 1].next)
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

    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 {
        let product = hash &* prime
        return product ^ (product >> 29)
    }

    /// The bytes of a name, eight at a time.
    @inline(__always)
    private static func name(_ node: JSONNode, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(node.end - node.start)
        var cursor = Int(node.start)
        let end = Int(node.end)
        while cursor + 8 <= end {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
            cursor += 8
        }
        var rest: UInt64 = 0
        while cursor < end {
            rest = rest << 8 | UInt64(bytes[cursor])
            cursor += 1
        }
        return mixed(hash ^ rest)
    }

    /// Whether nothing is said with this value: null, and what is empty.
    var isNothing: Bool {
        switch kind {
        case .null: true
        case .string: text?.isEmpty ?? true
        case .array: elements.allSatisfy(\.isNothing)
        case .object: members.allSatisfy(\.value.isNothing)
        case .number, .true, .false: false
        }
    }
}
