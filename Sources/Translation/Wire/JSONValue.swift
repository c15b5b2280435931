/// A view of one value in a ``JSONDocument``.
public struct JSONValue: Sendable {
    public let document: JSONDocument
    public let index: Int

    private var node: JSONNode { document.nodes[index] }

    public var kind: JSONKind { node.kind }
    public var isNull: Bool { node.kind == .null }

    /// The value as it was written, quotes included.
    public var raw: RawJSON {
        let node = node
        let quote = node.kind == .string ? 1 : 0
        return RawJSON(bytes: document.bytes[Int(node.start) - quote..<Int(node.end) + quote])
    }

    public var text: JSONText? {
        let node = node
        guard node.kind == .string else { return nil }
        return JSONText(escaped: document.bytes[Int(node.start)..<Int(node.end)], hasEscapes: node.hasEscapes)
    }

    public var string: String? { text?.string }

    public var bool: Bool? {
        switch node.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The number, where it is a whole one that fits.
    public var int: Int? {
        let node = node
        guard node.kind == .number else { return nil }
        // Counts and positions, which most numbers are, are a few digits.
        if node.end - node.start <= 9 {
            var sum = 0
            for byte in document.bytes[Int(node.start)..<Int(node.end)] {
                guard byte &- UInt8(ascii: "0") < 10 else { return wholeNumber }
                sum = sum * 10 + Int(byte &- UInt8(ascii: "0"))
            }
            return sum
        }
        return wholeNumber
    }

    private var wholeNumber: Int? {
        Int(String(decoding: raw.bytes, as: UTF8.self)) ?? double.flatMap { Int(exactly: $0) }
    }

    public var double: Double? {
        node.kind == .number ? Double(String(decoding: raw.bytes, as: UTF8.self)) : nil
    }

    /// Whether this is the string `literal` (which has nothing in it that JSON would escape).
    public func equals(_ literal: StaticString) -> Bool {
        let node = node
        guard node.kind == .string else { return false }
        return document.matches(node, literal)
    }

    /// The member called `key`; of several with that name the last, as every common parser has it.
    public subscript(key: StaticString) -> JSONValue? {
        document.member(key, of: index).map { JSONValue(document: document, index: $0) }
    }

    /// The member called `key`, where it is there and not null.
    public func present(_ key: StaticString) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    /// The element of a list that has one and no more.
    public var onlyElement: JSONValue? {
        let node = node
        guard node.kind == .array, Int(node.next) > index + 1, document.nodes[index + 1].next == node.next else {
            return nil
        }
        return JSONValue(document: document, index: index + 1)
    }

    public var members: JSONMembers { JSONMembers(of: self) }
    public var elements: JSONElements { JSONElements(of: self) }

    /// How many elements or members there are.
    public var count: Int {
        switch kind {
        case .array: elements.reduce(0) { count, _ in count + 1 }
        case .object: members.reduce(0) { count, _ in count + 1 }
        default: 0
        }
    }

    /// Where the value stands. That is wanted of one value in a thousand, so it is not kept; the first that is wanted
    /// costs a pass over the document.
    public var place: JSONPath { document.path(of: index) }

    /// ``place`` as text, for an error's message: `messages[3].content[0].text`.
    public var path: String { place.description }
}

/// The members of an object, in the order they were written. Empty for anything that is no object.
public struct JSONMembers: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var cursor: Int
    private let end: Int

    init(of value: JSONValue) {
        document = value.document
        let node = value.document.nodes[value.index]
        cursor = value.index + 1
        end = node.kind == .object ? Int(node.next) : cursor
    }

    public struct Member {
        let keyIndex: Int
        public let value: JSONValue
        public var key: JSONText {
            JSONValue(document: value.document, index: keyIndex).text ?? ""
        }
        public func isNamed(_ name: StaticString) -> Bool {
            JSONValue(document: value.document, index: keyIndex).equals(name)
        }
    }

    public mutating func next() -> Member? {
        guard cursor < end else { return nil }
        let member = Member(keyIndex: cursor, value: JSONValue(document: document, index: cursor + 1))
        cursor = Int(document.nodes[cursor + 1].next)
        return member
    }
}

/// The elements of an array. Empty for anything that is no array.
public struct JSONElements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var cursor: Int
    private let end: Int

    init(of value: JSONValue) {
        document = value.document
        let node = value.document.nodes[value.index]
        cursor = value.index + 1
        end = node.kind == .array ? Int(node.next) : cursor
    }

    public mutating func next() -> JSONValue? {
        guard cursor < end else { return nil }
        defer { cursor = Int(document.nodes[cursor].next) }
        return JSONValue(document: document, index: cursor)
    }
}

extension JSONDocument {
    /// Where the value of the member called `name` stands. One pass over the bare tape: a value made for every member
    /// would cost more than the comparison.
    fileprivate func member(_ name: StaticString, of index: Int) -> Int? {
        nodes.withUnsafeBufferPointer { nodes in
            guard nodes[index].kind == .object else { return nil }
            let end = Int(nodes[index].next)
            return bytes.withUnsafeBufferPointer { bytes in
                var found: Int?
                var cursor = index + 1
                while cursor < end {
                    if Self.matches(nodes[cursor], name, bytes) { found = cursor + 1 }
                    cursor = Int(nodes[cursor + 1].next)
                }
                return found
            }
        }
    }

    func matches(_ node: JSONNode, _ literal: StaticString) -> Bool {
        bytes.withUnsafeBufferPointer { Self.matches(node, literal, $0) }
    }

    @inline(__always)
    private static func matches(
        _ node: JSONNode,
        _ literal: StaticString,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let (start, end) = (Int(node.start), Int(node.end))
        if node.hasEscapes {
            return JSONText(escaped: Array(bytes[start..<end])[...], hasEscapes: true).string == literal.description
        }
        guard end - start == literal.utf8CodeUnitCount else { return false }
        for offset in 0..<end - start where bytes[start + offset] != literal.utf8Start[offset] { return false }
        return true
    }
}

extension JSONValue {
    /// Whether the value holds nothing: null, and what is empty.
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
