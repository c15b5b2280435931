extension JSONDocument {
    /// Whether both have the same members in the same order, with values of the same kinds; an empty string and the number 0
    /// differ from others. One pass over both tapes, without reading strings.
    func hasShape(of other: JSONDocument) -> Bool {
        guard nodes.count == other.nodes.count else { return false }
        return compare(with: other) { $0.isSame(0) }
    }

    /// Whether both have the same text at this place of the tape.
    func hasText(of other: JSONDocument, at index: Int) -> Bool {
        compare(with: other) { $0.isSameText(index) }
    }

    private func compare(with other: JSONDocument, _ body: (ShapeComparison) -> Bool) -> Bool {
        nodes.withUnsafeBufferPointer { nodes in
            other.nodes.withUnsafeBufferPointer { otherNodes in
                bytes.withUnsafeBufferPointer { bytes in
                    other.bytes.withUnsafeBufferPointer { otherBytes in
                        body(
                            ShapeComparison(nodes: nodes, bytes: bytes, otherNodes: otherNodes, otherBytes: otherBytes)
                        )
                    }
                }
            }
        }
    }
}

/// Two tapes during a comparison.
private struct ShapeComparison {
    let nodes: UnsafeBufferPointer<JSONNode>
    let bytes: UnsafeBufferPointer<UInt8>
    let otherNodes: UnsafeBufferPointer<JSONNode>
    let otherBytes: UnsafeBufferPointer<UInt8>

    func isSame(_ index: Int) -> Bool {
        let (node, other) = (nodes[index], otherNodes[index])
        guard node.kind == other.kind, node.next == other.next else { return false }
        switch node.kind {
        case .string: return (node.start == node.end) == (other.start == other.end)
        case .number: return Self.isZero(node, bytes) == Self.isZero(other, otherBytes)
        case .true, .false, .null: return true
        case .object, .array: break
        }
        var cursor = index + 1
        while cursor < Int(node.next) {
            if node.kind == .object {
                guard isSameText(cursor) else { return false }
                cursor += 1
            }
            guard isSame(cursor) else { return false }
            cursor = Int(nodes[cursor].next)
        }
        return true
    }

    func isSameText(_ index: Int) -> Bool {
        let (start, otherStart) = (Int(nodes[index].start), Int(otherNodes[index].start))
        let length = Int(nodes[index].end) - start
        guard Int(otherNodes[index].end) - otherStart == length else { return false }
        for offset in 0..<length where bytes[start + offset] != otherBytes[otherStart + offset] { return false }
        return true
    }

    private static func isZero(_ node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        node.end - node.start == 1 && bytes[Int(node.start)] == UInt8(ascii: "0")
    }
}
