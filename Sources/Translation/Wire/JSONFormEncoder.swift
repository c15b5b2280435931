/// The JSON text that the encoders of one value share, and its open containers.
///
/// Encoding is streamed: writing into a container closes those inside it, so each must be complete before the next
/// begins. All synthesized and hand-written conformances encode in this order.
final class JSONFormOutput {
    var json = JSONWriter(reservingCapacity: 1024)
    /// Whether each open container is a list, outermost first.
    private var containers: [Bool] = []

    func open(isArray: Bool) -> Int {
        if isArray { json.beginArray() } else { json.beginObject() }
        containers.append(isArray)
        return containers.count
    }

    func close(to depth: Int) {
        while containers.count > depth { if containers.removeLast() { json.endArray() } else { json.endObject() } }
    }

    func encode(_ value: some Encodable, at path: [any CodingKey]) throws {
        let depth = containers.count
        let length = json.bytes.count
        try value.encode(to: JSONFormEncoder(self, at: path))
        close(to: depth)
        // A type without members writes nothing.
        if json.bytes.count == length {
            json.beginObject()
            json.endObject()
        }
    }
}

/// Encodes one value; repeated requests for a container return the same one.
final class JSONFormEncoder: Encoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let output: JSONFormOutput
    private var opened: Int?

    init(_ output: JSONFormOutput, at path: [any CodingKey]) {
        self.output = output
        codingPath = path
    }

    private func open(isArray: Bool) -> Int {
        let depth = opened ?? output.open(isArray: isArray)
        opened = depth
        return depth
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONFormMembers(output, depth: open(isArray: false), codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONFormElements(output, depth: open(isArray: true), codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONFormSingle(output, codingPath) }
}

/// Numbers of any width.
private struct Digits: JSONWritable {
    var text: String

    init(_ number: some BinaryInteger) { text = String(number) }

    func append(to output: inout [UInt8]) { output.append(contentsOf: text.utf8) }
}

private struct JSONFormMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey]
    private let output: JSONFormOutput
    private let depth: Int

    init(_ output: JSONFormOutput, depth: Int, _ path: [any CodingKey]) {
        self.output = output
        self.depth = depth
        codingPath = path
    }

    private func begin(_ key: Key) {
        output.close(to: depth)
        output.json.key(text: JSONText(key.stringValue))
    }

    private func write(_ value: some JSONWritable, _ key: Key) {
        begin(key)
        output.json.value(value)
    }

    func encodeNil(forKey key: Key) { write(RawJSON.null, key) }
    func encode(_ value: Bool, forKey key: Key) { write(value, key) }
    func encode(_ value: String, forKey key: Key) { write(value, key) }
    func encode(_ value: Double, forKey key: Key) { write(value, key) }
    func encode(_ value: Int, forKey key: Key) { write(value, key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        begin(key)
        try output.encode(value, at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return KeyedEncodingContainer(
            JSONFormMembers<Nested>(output, depth: output.open(isArray: false), codingPath + [key])
        )
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return JSONFormElements(output, depth: output.open(isArray: true), codingPath + [key])
    }

    func superEncoder() -> any Encoder {
        output.close(to: depth)
        output.json.key("super")
        return JSONFormEncoder(output, at: codingPath)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return JSONFormEncoder(output, at: codingPath + [key])
    }
}

private struct JSONFormElements: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey]
    private(set) var count = 0
    private let output: JSONFormOutput
    private let depth: Int

    init(_ output: JSONFormOutput, depth: Int, _ path: [any CodingKey]) {
        self.output = output
        self.depth = depth
        codingPath = path
    }

    private mutating func begin() -> [any CodingKey] {
        output.close(to: depth)
        defer { count += 1 }
        return codingPath + [JSONFormKey(intValue: count)]
    }

    private mutating func write(_ value: some JSONWritable) {
        _ = begin()
        output.json.value(value)
    }

    mutating func encodeNil() { write(RawJSON.null) }
    mutating func encode(_ value: Bool) { write(value) }
    mutating func encode(_ value: String) { write(value) }
    mutating func encode(_ value: Double) { write(value) }
    mutating func encode(_ value: Int) { write(value) }

    mutating func encode<Value: Encodable>(_ value: Value) throws { try output.encode(value, at: begin()) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let path = begin()
        return KeyedEncodingContainer(JSONFormMembers<Nested>(output, depth: output.open(isArray: false), path))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let path = begin()
        return JSONFormElements(output, depth: output.open(isArray: true), path)
    }

    mutating func superEncoder() -> any Encoder { JSONFormEncoder(output, at: begin()) }
}

private struct JSONFormSingle: SingleValueEncodingContainer {
    let codingPath: [any CodingKey]
    private let output: JSONFormOutput

    init(_ output: JSONFormOutput, _ path: [any CodingKey]) {
        self.output = output
        codingPath = path
    }

    func encodeNil() { output.json.value(RawJSON.null) }
    func encode(_ value: Bool) { output.json.value(value) }
    func encode(_ value: String) { output.json.value(value) }
    func encode(_ value: Double) { output.json.value(value) }
    func encode(_ value: Float) { output.json.value(Double(value)) }
    func encode(_ value: Int) { output.json.value(value) }
    func encode(_ value: Int8) { output.json.value(Digits(value)) }
    func encode(_ value: Int16) { output.json.value(Digits(value)) }
    func encode(_ value: Int32) { output.json.value(Digits(value)) }
    func encode(_ value: Int64) { output.json.value(Digits(value)) }
    func encode(_ value: UInt) { output.json.value(Digits(value)) }
    func encode(_ value: UInt8) { output.json.value(Digits(value)) }
    func encode(_ value: UInt16) { output.json.value(Digits(value)) }
    func encode(_ value: UInt32) { output.json.value(Digits(value)) }
    func encode(_ value: UInt64) { output.json.value(Digits(value)) }
    func encode<Value: Encodable>(_ value: Value) throws { try output.encode(value, at: codingPath) }
}
