/// A JSON value as lines for reading, with some containers folded into one line.
///
/// A line is a few indices into the tape; its text is made when it is drawn. Building visits only unfolded containers, so
/// opening five megabytes costs little more than parsing them. Small containers take one line.
public struct JSONOutline: Sendable {
    /// One line: a value, or the bracket that opens or closes one.
    public struct Line: Sendable, Equatable {
        /// What a line shows of its value.
        public enum Part: UInt8, Sendable {
            /// A scalar, an empty container, or a small one on one line.
            case whole
            case folded
            case opening
            case closing
        }

        fileprivate var node: UInt32
        /// The key's node for a member, the number for an element.
        fileprivate var label: UInt32
        fileprivate var depthAndFlags: UInt16
        public let part: Part

        fileprivate init(_ part: Part, _ node: Int, label: Int, isMember: Bool, isFollowed: Bool, depth: Int) {
            self.part = part
            self.node = UInt32(truncatingIfNeeded: node)
            self.label = UInt32(truncatingIfNeeded: label)
            let depth = UInt16(truncatingIfNeeded: min(depth, 0x3FFF))
            depthAndFlags = depth | (isMember ? 0x8000 : 0) | (isFollowed ? 0x4000 : 0)
        }

        /// The number of containers around it.
        public var depth: Int { Int(depthAndFlags & 0x3FFF) }
        /// Whether it ends with a comma.
        public var isFollowed: Bool { depthAndFlags & 0x4000 != 0 }
        fileprivate var isMember: Bool { depthAndFlags & 0x8000 != 0 }

        /// Whether the line can be folded or unfolded.
        public var isFoldable: Bool { (part == .folded || part == .opening) && depth > 0 }
    }

    private enum FoldMode: Sendable {
        /// Long containers are folded.
        case standard
        case folded
        case open
    }

    public let document: JSONDocument
    public private(set) var lines: [Line] = []
    private var foldMode = FoldMode.standard
    /// The user's folds.
    private var choices: [Int: Bool] = [:]

    /// A container with more nodes than this is folded initially, unless the whole document is short.
    private static let longContainer = 40
    private static let shortDocument = 100
    /// The limits of a container on one line: nodes and characters.
    private static let inlineNodes = 7
    private static let inlineLength = 44

    public init(_ document: JSONDocument) {
        self.document = document
        build()
    }

    /// The same folds for another version of the document, in which all earlier values have the same places.
    public init(_ document: JSONDocument, foldedAs other: JSONOutline) {
        self.document = document
        foldMode = other.foldMode
        choices = other.choices.filter { $0.key < document.nodes.count }
        build()
    }

    // MARK: Folding

    /// Folds or unfolds a line, if it can be.
    public mutating func toggle(_ line: Int) {
        guard lines.indices.contains(line), lines[line].isFoldable else { return }
        choices[Int(lines[line].node)] = lines[line].part == .folded
        build()
    }

    /// Folds all containers but the outermost.
    public mutating func foldAll() {
        foldMode = .folded
        choices.removeAll()
        build()
    }

    /// Unfolds all containers that take more than a line.
    public mutating func unfoldAll() {
        foldMode = .open
        choices.removeAll()
        build()
    }

    /// Unfolds the containers around `node`, including one on a single line, and returns its line.
    public mutating func reveal(_ node: Int) -> Int {
        let line = line(nearest: node)
        guard lines.indices.contains(line), Int(lines[line].node) != node else { return line }
        for container in containers(around: node) { choices[container] = true }
        build()
        return self.line(nearest: node)
    }

    // MARK: Places

    /// The line of `node`, or of the fold that contains it.
    public func line(nearest node: Int) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if order(lines[middle]) <= 2 * node { low = middle + 1 } else { high = middle }
        }
        return max(low - 1, 0)
    }

    /// The nodes of a line: all of a folded or small container, otherwise the container alone.
    public func range(of line: Int) -> Range<Int> {
        let node = Int(lines[line].node)
        switch lines[line].part {
        case .whole, .folded: return node..<Int(document.nodes[node].next)
        case .opening: return node..<node + 1
        case .closing: return node..<node
        }
    }

    /// The node of a line's value. Its number stays when lines are folded.
    public func node(of line: Int) -> Int { Int(lines[line].node) }

    /// The value whose text or name contains the byte at `offset`.
    public func node(atByte offset: Int) -> Int {
        let nodes = document.nodes
        var container = 0
        while true {
            var cursor = container + 1
            let end = Int(nodes[container].next)
            let isObject = nodes[container].kind == .object
            var found: Int?
            while cursor < end {
                let value = isObject ? cursor + 1 : cursor
                if Int(nodes[value].end) >= offset {
                    if Int(nodes[cursor].start) <= offset + 1 { found = value }
                    break
                }
                cursor = Int(nodes[value].next)
            }
            guard let found else { return container }
            guard nodes[found].next > UInt32(found + 1), Int(nodes[found].start) <= offset else { return found }
            container = found
        }
    }

    private func order(_ line: Line) -> Int {
        line.part == .closing ? 2 * Int(document.nodes[Int(line.node)].next) - 1 : 2 * Int(line.node)
    }

    private func containers(around node: Int) -> [Int] {
        let nodes = document.nodes
        guard nodes.indices.contains(node) else { return [] }
        var found: [Int] = []
        var container = 0
        while container != node {
            found.append(container)
            var cursor = container + 1
            let end = Int(nodes[container].next)
            let isObject = nodes[container].kind == .object
            var inside: Int?
            while cursor < end {
                let value = isObject ? cursor + 1 : cursor
                let next = Int(nodes[value].next)
                if node < next {
                    inside = value
                    break
                }
                cursor = next
            }
            guard let inside, inside <= node else { return found }
            container = inside
        }
        return found
    }

    // MARK: Contents

    public func value(of line: Int) -> JSONValue { JSONValue(document: document, index: Int(lines[line].node)) }

    /// A member's name as it was written, with its quotes.
    public func key(of line: Int) -> ArraySlice<UInt8>? {
        guard lines[line].isMember, lines[line].part != .closing else { return nil }
        let node = document.nodes[Int(lines[line].label)]
        return document.bytes[Int(node.start) - 1..<Int(node.end) + 1]
    }

    /// An element's number.
    public func position(of line: Int) -> Int? {
        let shown = lines[line]
        return shown.isMember || shown.part == .closing || shown.depth == 0 ? nil : Int(shown.label)
    }

    // MARK: Building

    private struct Container {
        var node: Int
        var end: Int
        var isObject: Bool
        var isLong: Bool
        var position = 0
        /// Whether the line that closes it ends with a comma.
        var isFollowed: Bool
    }

    private mutating func build() {
        lines.removeAll(keepingCapacity: true)
        let nodes = document.nodes
        var open: [Container] = []
        var cursor = 0
        while true {
            if let container = open.last, cursor == container.end {
                open.removeLast()
                lines.append(
                    Line(
                        .closing,
                        container.node,
                        label: 0,
                        isMember: false,
                        isFollowed: container.isFollowed,
                        depth: open.count
                    )
                )
                if open.isEmpty { return }
                continue
            }
            let isMember = open.last?.isObject ?? false
            let label = isMember ? cursor : open.last?.position ?? 0
            let index = isMember ? cursor + 1 : cursor
            let next = Int(nodes[index].next)
            let isFollowed = open.last.map { next < $0.end } ?? false
            let part = part(of: index, in: open.last)
            lines.append(
                Line(part, index, label: label, isMember: isMember, isFollowed: isFollowed, depth: open.count)
            )
            if !open.isEmpty { open[open.count - 1].position += 1 }
            if part == .opening {
                open.append(
                    Container(
                        node: index,
                        end: next,
                        isObject: nodes[index].kind == .object,
                        isLong: nodes[index].kind == .array && next - index > Self.longContainer,
                        isFollowed: isFollowed
                    )
                )
                cursor = index + 1
            } else {
                cursor = next
                if open.isEmpty { return }
            }
        }
    }

    private func part(of index: Int, in container: Container?) -> Line.Part {
        let size = Int(document.nodes[index].next) - index
        guard size > 1 else { return .whole }
        guard let container else { return .opening }
        if let isOpen = choices[index] { return isOpen ? .opening : .folded }
        if isShort(index, size) { return .whole }
        switch foldMode {
        case .open: return .opening
        case .folded: return .folded
        case .standard:
            if document.nodes.count <= Self.shortDocument { return .opening }
            return size > Self.longContainer || container.isLong ? .folded : .opening
        }
    }

    private func isShort(_ index: Int, _ size: Int) -> Bool {
        guard size <= Self.inlineNodes else { return false }
        var length = 0
        for node in document.nodes[index..<index + size] {
            switch node.kind {
            case .object, .array: length += 4
            case .string, .number, .true, .false, .null: length += Int(node.end - node.start) + 4
            }
            if length > Self.inlineLength { return false }
        }
        return true
    }
}
