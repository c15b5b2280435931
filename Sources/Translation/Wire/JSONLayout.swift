/// One JSON value laid out for reading, line by line, with every key, string and number as it was written.
///
/// Lines are made on request, straight from the tape, so showing a part of a large value costs only that part. A level
/// is two spaces, an empty container one line. There is no recursion, and the indentation stops growing after
/// ``deepestIndent`` levels, so that deep nesting does not blow up the text.
public struct JSONLayout: Sequence, Sendable {
    /// The most levels that are indented.
    public static let deepestIndent = 64

    private let value: JSONValue

    public init(_ value: JSONValue) {
        self.value = value
    }

    public func makeIterator() -> Lines { Lines(value) }

    /// Appends all lines, each with its line end.
    public func append(to output: inout [UInt8]) {
        for line in self { line.append(to: &output) }
    }

    /// All lines as one text.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    /// Makes the lines, one after the other.
    public struct Lines: IteratorProtocol, Sendable {
        private struct Container {
            var index: Int
            var end: Int
            var isObject: Bool
        }

        private let document: JSONDocument
        private var cursor: Int
        private let end: Int
        private var open: [Container] = []

        init(_ value: JSONValue) {
            document = value.document
            cursor = value.index
            end = Int(value.document.nodes[value.index].next)
        }

        public mutating func next() -> JSONLayoutLine? {
            if let container = open.last, cursor == container.end {
                open.removeLast()
                return line(.closing, key: nil, container.index, endingAt: cursor)
            }
            guard cursor < end else { return nil }
            var key: Int?
            if let container = open.last, container.isObject {
                key = cursor
                cursor += 1
            }
            let index = cursor
            let node = document.nodes[index]
            let next = Int(node.next)
            switch node.kind {
            case .object where next > index + 1, .array where next > index + 1:
                cursor = index + 1
                let opening = JSONLayoutLine(document, .opening, key, index, depth: open.count, isFollowed: false)
                open.append(Container(index: index, end: next, isObject: node.kind == .object))
                return opening
            case .object, .array, .string, .number, .true, .false, .null:
                cursor = next
                return line(.whole, key: key, index, endingAt: next)
            }
        }

        private func line(
            _ part: JSONLayoutLine.Part,
            key: Int?,
            _ index: Int,
            endingAt next: Int
        ) -> JSONLayoutLine {
            let isFollowed = open.last.map { next < $0.end } ?? false
            return JSONLayoutLine(document, part, key, index, depth: open.count, isFollowed: isFollowed)
        }
    }
}

/// One line of a ``JSONLayout``: a value, or the bracket that opens or closes one.
public struct JSONLayoutLine: Sendable {
    /// What a line shows of its value.
    public enum Part: Sendable {
        /// A scalar or an empty container.
        case whole
        case opening
        case closing
    }

    public let part: Part
    /// The number of containers around it.
    public let depth: Int
    /// Whether it ends with a comma.
    public let isFollowed: Bool
    private let document: JSONDocument
    private let keyIndex: Int?
    private let index: Int

    init(_ document: JSONDocument, _ part: Part, _ keyIndex: Int?, _ index: Int, depth: Int, isFollowed: Bool) {
        self.document = document
        self.part = part
        self.keyIndex = keyIndex
        self.index = index
        self.depth = depth
        self.isFollowed = isFollowed
    }

    /// The value of the line, or the container that begins or ends.
    public var value: JSONValue { JSONValue(document: document, index: index) }

    /// The member's name, if the line has one.
    public var key: JSONText? { keyIndex.flatMap { JSONValue(document: document, index: $0).text } }

    /// Appends the line with its line end.
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: Self.indent.prefix(2 * Swift.min(depth, JSONLayout.deepestIndent)))
        if let keyIndex {
            appendWritten(document.nodes[keyIndex], to: &output)
            output.append(UInt8(ascii: ":"))
            output.append(UInt8(ascii: " "))
        }
        let node = document.nodes[index]
        let isObject = node.kind == .object
        switch part {
        case .opening:
            output.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        case .closing:
            output.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        case .whole where isObject:
            output.append(contentsOf: "{}".utf8)
        case .whole where node.kind == .array:
            output.append(contentsOf: "[]".utf8)
        case .whole:
            appendWritten(node, to: &output)
        }
        if isFollowed { output.append(UInt8(ascii: ",")) }
        output.append(0x0A)
    }

    /// A scalar or key as it was written, a string with its quotes.
    private func appendWritten(_ node: JSONNode, to output: inout [UInt8]) {
        let quote = node.kind == .string ? 1 : 0
        output.append(contentsOf: document.bytes[Int(node.start) - quote..<Int(node.end) + quote])
    }

    private static let indent = [UInt8](repeating: 0x20, count: 2 * JSONLayout.deepestIndent)
}
