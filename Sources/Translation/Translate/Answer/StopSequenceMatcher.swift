/// Stop sequences as an automaton (Aho and Corasick): reading a text takes as long for many and long sequences as for a
/// short one.
///
/// Each node is a beginning of one or more sequences. The node after a byte is the longest beginning with which the text
/// so far ends.
struct StopSequenceMatcher: Sendable {
    typealias Node = Int32

    static let root: Node = 0

    private static let none: Int32 = -1

    // One entry for each node.
    private var bytes: [UInt8] = [0]
    private var lengths: [Int32] = [0]
    private var firstChildren: [Node] = [Self.none]
    private var siblings: [Node] = [Self.none]
    /// The longest other beginning that is an end of this one.
    private var fallbacks: [Node] = [Self.root]
    /// The first sequence of the list that is this beginning, or else the longest that is an end of it.
    private var ended: [Int32] = [Self.none]
    /// The first sequence of the list that begins like this.
    private var firstSequences: [Int32] = [Int32.max]
    private let sequenceLengths: [Int]
    private var rootChildren = [Node](repeating: Self.root, count: 256)

    /// `sequences` must not be empty, nor any of them.
    init(_ sequences: [[UInt8]]) {
        sequenceLengths = sequences.map(\.count)
        for (number, sequence) in sequences.enumerated() { add(sequence, Int32(truncatingIfNeeded: number)) }
        link()
    }

    /// The node after `byte`.
    @inline(__always)
    func next(_ node: Node, _ byte: UInt8) -> Node {
        var node = node
        while node != Self.root {
            let child = child(of: node, byte)
            guard child == Self.none else { return child }
            node = fallbacks[Int(node)]
        }
        return rootChildren[Int(byte)]
    }

    /// The number of bytes of this beginning.
    func length(of node: Node) -> Int { Int(lengths[Int(node)]) }

    /// The longest sequence that ends here.
    func sequence(endingAt node: Node) -> (number: Int, length: Int)? {
        let number = Int(ended[Int(node)])
        return number < 0 ? nil : (number, sequenceLengths[number])
    }

    /// Whether a sequence before `number` in the list begins like this.
    func mayBecomeSequence(before number: Int, _ node: Node) -> Bool { firstSequences[Int(node)] < number }

    // MARK: Building

    private func child(of node: Node, _ byte: UInt8) -> Node {
        var child = firstChildren[Int(node)]
        while child != Self.none, bytes[Int(child)] != byte { child = siblings[Int(child)] }
        return child
    }

    private mutating func add(_ sequence: [UInt8], _ number: Int32) {
        var node = Self.root
        for byte in sequence {
            let known = child(of: node, byte)
            node = known == Self.none ? append(byte, to: node) : known
            firstSequences[Int(node)] = min(firstSequences[Int(node)], number)
        }
        if ended[Int(node)] == Self.none { ended[Int(node)] = number }
    }

    private mutating func append(_ byte: UInt8, to parent: Node) -> Node {
        let node = Node(truncatingIfNeeded: bytes.count)
        bytes.append(byte)
        lengths.append(lengths[Int(parent)] + 1)
        siblings.append(firstChildren[Int(parent)])
        firstChildren[Int(parent)] = node
        firstChildren.append(Self.none)
        fallbacks.append(Self.root)
        ended.append(Self.none)
        firstSequences.append(Int32.max)
        if parent == Self.root { rootChildren[Int(byte)] = node }
        return node
    }

    /// Finds the fallbacks, those of shorter beginnings first.
    private mutating func link() {
        var queue: [Node] = [Self.root]
        var position = 0
        while position < queue.count {
            let parent = queue[position]
            position += 1
            var child = firstChildren[Int(parent)]
            while child != Self.none {
                if parent != Self.root { fallbacks[Int(child)] = next(fallbacks[Int(parent)], bytes[Int(child)]) }
                if ended[Int(child)] == Self.none { ended[Int(child)] = ended[Int(fallbacks[Int(child)])] }
                queue.append(child)
                child = siblings[Int(child)]
            }
        }
    }
}
