/// Typed reading of one object. It remembers which members were read, so that unknown fields can be noted.
public struct JSONFields {
    public let value: JSONValue
    /// One bit for each of the first 64 members that was read; the set contains the others.
    private var read: UInt64 = 0
    private var readBeyond: Set<Int> = []

    public init(_ value: JSONValue) throws(JSONMismatch) {
        guard value.kind == .object else { throw JSONMismatch(at: value, expected: "an object") }
        self.value = value
    }

    /// A file that is one object.
    init(parsing bytes: [UInt8]) throws(JSONMismatch) {
        let document: JSONDocument
        do {
            document = try JSONDocument(bytes)
        } catch {
            throw JSONMismatch(path: [], expected: "JSON", found: "\(error)")
        }
        try self.init(document.root)
    }

    /// The member called `key`, unless it is absent or null.
    public mutating func optional(_ key: StaticString) -> JSONValue? {
        let document = value.document
        var found: Int?
        document.members(key, of: value.index) { ordinal, index in
            markRead(ordinal)
            found = index
        }
        guard let found, document.nodes[found].kind != .null else { return nil }
        return JSONValue(document: document, index: found)
    }

    /// The member called `key`; throws if it is absent or null. `expected` is for the error.
    public mutating func required(_ key: StaticString, _ expected: String) throws(JSONMismatch) -> JSONValue {
        guard let member = optional(key) else {
            throw JSONMismatch(path: path(to: key), expected: expected, found: nil)
        }
        return member
    }

    /// The same for a string.
    public mutating func requiredText(_ key: StaticString) throws(JSONMismatch) -> JSONText {
        let member = try required(key, "a string")
        guard let text = member.text else { throw JSONMismatch(at: member, expected: "a string") }
        return text
    }

    /// The string called `key`; nil if it is absent or null. Throws if it is something else.
    public mutating func optionalText(_ key: StaticString) throws(JSONMismatch) -> JSONText? {
        guard let member = optional(key) else { return nil }
        guard let text = member.text else { throw JSONMismatch(at: member, expected: "a string") }
        return text
    }

    /// The same for a boolean.
    public mutating func optionalBool(_ key: StaticString) throws(JSONMismatch) -> Bool? {
        guard let member = optional(key) else { return nil }
        guard let bool = member.bool else { throw JSONMismatch(at: member, expected: "a boolean") }
        return bool
    }

    /// The same for a whole number.
    public mutating func optionalInt(_ key: StaticString) throws(JSONMismatch) -> Int? {
        guard let member = optional(key) else { return nil }
        guard let int = member.int else { throw JSONMismatch(at: member, expected: "a whole number") }
        return int
    }

    /// The same for any number.
    public mutating func optionalNumber(_ key: StaticString) throws(JSONMismatch) -> JSONValue? {
        guard let member = optional(key) else { return nil }
        guard member.kind == .number else { throw JSONMismatch(at: member, expected: "a number") }
        return member
    }

    /// The same for an array.
    public mutating func optionalArray(_ key: StaticString) throws(JSONMismatch) -> JSONValue? {
        guard let member = optional(key) else { return nil }
        guard member.kind == .array else { throw JSONMismatch(at: member, expected: "an array") }
        return member
    }

    /// The same for an object.
    public mutating func optionalObject(_ key: StaticString) throws(JSONMismatch) -> JSONValue? {
        guard let member = optional(key) else { return nil }
        guard member.kind == .object else { throw JSONMismatch(at: member, expected: "an object") }
        return member
    }

    /// The values of the members that were not read, without nulls.
    public var unread: [JSONValue] {
        value.members.enumerated().compactMap { ordinal, member in
            wasRead(ordinal) || member.value.isNull ? nil : member.value
        }
    }

    private mutating func markRead(_ ordinal: Int) {
        if ordinal < 64 {
            read |= 1 << UInt64(ordinal)
        } else {
            readBeyond.insert(ordinal)
        }
    }

    private func wasRead(_ ordinal: Int) -> Bool {
        ordinal < 64 ? read & (1 << UInt64(ordinal)) != 0 : readBeyond.contains(ordinal)
    }

    private func path(to key: StaticString) -> JSONPath {
        value.place.appending(.member(key.description))
    }
}

/// A value is missing or has the wrong type.
public struct JSONMismatch: Error, Equatable, CustomStringConvertible {
    public var path: JSONPath
    public var expected: String
    /// Nil if the value is missing.
    public var found: String?

    public init(path: JSONPath, expected: String, found: String?) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    public init(at value: JSONValue, expected: String) {
        self.init(path: value.place, expected: expected, found: value.kind.name)
    }

    public var description: String {
        let place = path.isRoot ? "the body" : path.description
        return found.map { "\(place): expected \(expected), found \($0)" } ?? "\(place): required, expected \(expected)"
    }
}
