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
                bytes.withUnsafeBytes { bytes in
                    other.bytes.withUnsafeBytes { otherBytes in
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
    let bytes: UnsafeRawBufferPointer
    let otherNodes: UnsafeBufferPointer<JSONNode>
    let otherBytes: UnsafeRawBufferPointer

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
        Self.text(nodes[index], bytes).hasSameBytes(as: Self.text(otherNodes[index], otherBytes))
    }

    @inline(__always)
    private static func text(_ node: JSONNode, _ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)])
    }

    private static func isZero(_ node: JSONNode, _ bytes: UnsafeRawBufferPointer) -> Bool {
        node.end - node.start == 1 && bytes[Int(node.start)] == UInt8(ascii: "0")
    }
}
