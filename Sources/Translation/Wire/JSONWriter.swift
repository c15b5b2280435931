/// Writes one JSON text, compact, in the order of the calls.
///
/// It writes commas and colons itself and knows its place, so that a note can name the place in the output.
/// The caller keeps begin and end balanced; `object(_:)` and `array(_:)` do it for them.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var frames: [Frame] = []

    private struct Frame {
        var isArray: Bool
        var count = 0
        var keyStart = 0
        var keyEnd = 0
        /// A key has been written and its value has not.
        var awaitsValue = false
    }

    public init(reservingCapacity capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
        frames.reserveCapacity(8)
    }

    /// Begins anew, and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
    }

    // MARK: Containers

    /// Writes an object; `body` writes its members.
    public mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(UInt8(ascii: "{"), isArray: false)
        try body(&self)
        end(UInt8(ascii: "}"))
    }

    /// Writes an array; `body` writes its elements.
    public mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(UInt8(ascii: "["), isArray: true)
        try body(&self)
        end(UInt8(ascii: "]"))
    }

    /// Writes a key and its object.
    public mutating func object<Failure: Error>(
        _ key: StaticString,
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.key(key)
        try object(body)
    }

    /// Writes a key and its array.
    public mutating func array<Failure: Error>(
        _ key: StaticString,
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.key(key)
        try array(body)
    }

    // MARK: Keys and values

    /// Writes a key, which must need no escaping. Its value follows.
    public mutating func key(_ key: StaticString) {
        beginKey()
        append(key)
        endKey()
    }

    /// The same for a key that may have escapes.
    public mutating func key(text key: JSONText) {
        beginKey()
        bytes.append(contentsOf: key.escaped)
        endKey()
    }

    /// Writes a value: after its key in an object, or as the next element.
    public mutating func value(_ value: some JSONWritable) {
        separate()
        value.append(to: &bytes)
    }

    /// Writes a key and its value.
    public mutating func member(_ key: StaticString, _ value: some JSONWritable) {
        self.key(key)
        self.value(value)
    }

    /// A literal that needs no escaping: a type's name, a role.
    public mutating func value(literal: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(literal)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a key with a literal that needs no escaping.
    public mutating func member(_ key: StaticString, literal: StaticString) {
        self.key(key)
        value(literal: literal)
    }

    /// Writes the member if there is a value.
    public mutating func member(_ key: StaticString, ifPresent value: (some JSONWritable)?) {
        if let value { member(key, value) }
    }

    /// Writes a key whose value is null.
    public mutating func null(_ key: StaticString) {
        self.key(key)
        separate()
        append("null")
    }

    /// Writes `json` as a JSON string, the form of arguments in OpenAI's tool calls.
    public mutating func string(holding json: RawJSON) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        json.bytes.withUnsafeBytes { JSONEscape.append($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A string written part by part, without building it first.
    public mutating func string(joining parts: [JSONText], separator: JSONText) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for (offset, part) in parts.enumerated() {
            if offset > 0 { bytes.append(contentsOf: separator.escaped) }
            bytes.append(contentsOf: part.escaped)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The place of the last written value.
    public var place: JSONPath {
        var path = JSONPath()
        for frame in frames {
            if frame.isArray {
                path.steps.append(.index(max(frame.count - 1, 0)))
            } else if frame.keyEnd > frame.keyStart {
                path.steps.append(.member(String(decoding: bytes[frame.keyStart..<frame.keyEnd], as: UTF8.self)))
            }
        }
        return path
    }

    // MARK: Punctuation

    mutating func beginObject() { begin(UInt8(ascii: "{"), isArray: false) }
    mutating func beginArray() { begin(UInt8(ascii: "["), isArray: true) }
    mutating func endObject() { end(UInt8(ascii: "}")) }
    mutating func endArray() { end(UInt8(ascii: "]")) }

    private mutating func begin(_ bracket: UInt8, isArray: Bool) {
        separate()
        bytes.append(bracket)
        frames.append(Frame(isArray: isArray))
    }

    private mutating func end(_ bracket: UInt8) {
        frames.removeLast()
        bytes.append(bracket)
    }

    private mutating func beginKey() {
        if let last = frames.indices.last {
            if frames[last].count > 0 { bytes.append(UInt8(ascii: ",")) }
            frames[last].count += 1
        }
        bytes.append(UInt8(ascii: "\""))
        if let last = frames.indices.last { frames[last].keyStart = bytes.count }
    }

    private mutating func endKey() {
        if let last = frames.indices.last {
            frames[last].keyEnd = bytes.count
            frames[last].awaitsValue = true
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        guard let last = frames.indices.last else { return }
        if frames[last].awaitsValue {
            frames[last].awaitsValue = false
        } else if frames[last].isArray {
            if frames[last].count > 0 { bytes.append(UInt8(ascii: ",")) }
            frames[last].count += 1
        }
    }

    private mutating func append(_ literal: StaticString) {
        bytes.append(literal)
    }
}

extension [UInt8] {
    /// Appends a constant without making a string of it.
    mutating func append(_ literal: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}

/// A type that can write itself as JSON.
public protocol JSONWritable {
    /// Appends the value as JSON, compact.
    func append(to output: inout [UInt8])
}

extension JSONText: JSONWritable {
    public func append(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: escaped)
        output.append(UInt8(ascii: "\""))
    }
}

extension RawJSON: JSONWritable {
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: bytes)
    }
}

extension JSONValue: JSONWritable {
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: raw.bytes)
    }
}

extension String: JSONWritable {
    public func append(to output: inout [UInt8]) {
        var text = self
        output.append(UInt8(ascii: "\""))
        text.withUTF8 { JSONEscape.append(UnsafeRawBufferPointer($0), to: &output) }
        output.append(UInt8(ascii: "\""))
    }
}

extension Int: JSONWritable {
    public func append(to output: inout [UInt8]) {
        // Places and counts are mostly of one digit.
        if 0..<10 ~= self { return output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: self)) }
        output.append(contentsOf: String(self).utf8)
    }
}

extension Double: JSONWritable {
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: (isFinite ? String(self) : "null").utf8)
    }
}

extension Bool: JSONWritable {
    public func append(to output: inout [UInt8]) {
        output.append(contentsOf: (self ? "true" : "false").utf8)
    }
}
