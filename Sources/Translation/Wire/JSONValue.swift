/// A view of one value in a ``JSONDocument``.
public struct JSONValue: Sendable {
    public let document: JSONDocument
    public let index: Int

    private var node: JSONNode { document.nodes[index] }

    public var kind: JSONKind { node.kind }
    public var isNull: Bool { node.kind == .null }

    /// The value as written, with quotes.
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

    /// The number, if it is an integer that fits.
    public var int: Int? {
        let node = node
        guard node.kind == .number else { return nil }
        // Most numbers are counts and positions of a few digits.
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

    /// Whether this is the string `literal`, which must not need escaping.
    public func equals(_ literal: StaticString) -> Bool {
        let node = node
        guard node.kind == .string else { return false }
        return document.matches(node, literal)
    }

    /// The member `key`; the last of several with that name, as in every common parser.
    public subscript(key: StaticString) -> JSONValue? {
        document.member(key, of: index).map { JSONValue(document: document, index: $0) }
    }

    /// The member `key`, if it is present and not null.
    public func present(_ key: StaticString) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    /// The element of a list of exactly one.
    public var onlyElement: JSONValue? {
        let node = node
        guard node.kind == .array, Int(node.next) > index + 1, document.nodes[index + 1].next == node.next else {
            return nil
        }
        return JSONValue(document: document, index: index + 1)
    }

    public var members: JSONMembers { JSONMembers(of: self) }
    public var elements: JSONElements { JSONElements(of: self) }

    /// The number of elements or members.
    public var count: Int {
        switch kind {
        case .array: elements.reduce(0) { count, _ in count + 1 }
        case .object: members.reduce(0) { count, _ in count + 1 }
        default: 0
        }
    }

    /// The place of the value. Few values need it, so it is not stored; the first request costs a pass over the document.
    public var place: JSONPath { document.path(of: index) }

    /// ``place`` as text, for an error's message: `messages[3].content[0].text`.
    public var path: String { place.description }
}

/// The members of an object, in their written order. Empty for anything that is not an object.
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

    /// A key and its value.
    public struct Member {
        let keyIndex: Int
        public let value: JSONValue
        public var key: JSONText {
            JSONValue(document: value.document, index: keyIndex).text ?? ""
        }
        /// Compares the key without making a string of it.
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

/// The elements of an array. Empty for anything that is not an array.
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
    /// The index of the value of the member `name`; the last of several with that name.
    fileprivate func member(_ name: StaticString, of index: Int) -> Int? {
        var found: Int?
        members(name, of: index) { found = $1 }
        return found
    }

    /// Calls `body` with the ordinal and the index of the value of each member `name`. One pass over the tape: making a
    /// value for every member would cost more than the comparison.
    @inline(__always)
    func members(_ name: StaticString, of index: Int, _ body: (Int, Int) -> Void) {
        nodes.withUnsafeBufferPointer { nodes in
            guard nodes[index].kind == .object else { return }
            let end = Int(nodes[index].next)
            bytes.withUnsafeBufferPointer { bytes in
                var cursor = index + 1
                var ordinal = 0
                while cursor < end {
                    if Self.matches(nodes[cursor], name, bytes) { body(ordinal, cursor + 1) }
                    cursor = Int(nodes[cursor + 1].next)
                    ordinal += 1
                }
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
    /// Whether the value is null or empty.
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
