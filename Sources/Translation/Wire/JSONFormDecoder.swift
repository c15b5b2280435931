/// Decodes from one value of a ``JSONDocument``.
struct JSONFormDecoder: Decoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let value: JSONValue

    init(_ value: JSONValue, at path: [any CodingKey]) {
        self.value = value
        codingPath = path
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.kind == .object else { throw mismatch([String: JSONFormKey].self, "an object") }
        return KeyedDecodingContainer(JSONFormReadMembers(value, codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.kind == .array else { throw mismatch([JSONFormKey].self, "an array") }
        return JSONFormReadElements(value, codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { JSONFormReadSingle(value, codingPath) }

    private func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
        .typeMismatch(
            type,
            .init(codingPath: codingPath, debugDescription: "expected \(expected), found \(value.kind.name)")
        )
    }
}

/// Reads plain values; a value of another kind is an error with its place.
private struct JSONFormReadSingle: SingleValueDecodingContainer {
    let codingPath: [any CodingKey]
    private let value: JSONValue

    init(_ value: JSONValue, _ path: [any CodingKey]) {
        self.value = value
        codingPath = path
    }

    private func expect<Value>(_ found: Value?, _ type: Value.Type) throws -> Value {
        if let found { return found }
        throw DecodingError.typeMismatch(
            type,
            .init(codingPath: codingPath, debugDescription: "expected \(type), found \(value.kind.name)")
        )
    }

    private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        try expect(
            value.int.flatMap { Value(exactly: $0) } ?? Value(String(decoding: value.raw.bytes, as: UTF8.self)),
            type
        )
    }

    func decodeNil() -> Bool { value.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try expect(value.bool, type) }
    func decode(_ type: String.Type) throws -> String { try expect(value.string, type) }
    func decode(_ type: Double.Type) throws -> Double { try expect(value.double, type) }
    func decode(_ type: Float.Type) throws -> Float { try Float(expect(value.double, Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try expect(value.int, type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONFormDecoder(value, at: codingPath).decode(type)
    }
}

private struct JSONFormReadMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let codingPath: [any CodingKey]
    private let members: [String: JSONValue]

    init(_ object: JSONValue, _ path: [any CodingKey]) {
        // The last of several members with one name, as everywhere.
        members = Dictionary(object.members.map { ($0.key.string, $0.value) }, uniquingKeysWith: { $1 })
        codingPath = path
    }

    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    private func value(_ key: Key) throws -> JSONValue {
        if let value = members[key.stringValue] { return value }
        throw DecodingError.keyNotFound(
            key,
            .init(codingPath: codingPath, debugDescription: "there is no \(key.stringValue)")
        )
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try JSONFormDecoder(value(key), at: codingPath + [key]).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try JSONFormDecoder(value(key), at: codingPath + [key]).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONFormDecoder(value(key), at: codingPath + [key]).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        guard let value = members["super"] else {
            throw DecodingError.valueNotFound(
                (any Decoder).self,
                .init(codingPath: codingPath, debugDescription: "there is no super")
            )
        }
        return JSONFormDecoder(value, at: codingPath)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        JSONFormDecoder(try value(key), at: codingPath + [key])
    }
}

private struct JSONFormReadElements: UnkeyedDecodingContainer {
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0
    private let elements: [JSONValue]

    init(_ array: JSONValue, _ path: [any CodingKey]) {
        elements = Array(array.elements)
        codingPath = path
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private func current() throws -> JSONValue {
        if elements.indices.contains(currentIndex) { return elements[currentIndex] }
        throw DecodingError.valueNotFound(
            JSONFormKey.self,
            .init(codingPath: codingPath, debugDescription: "the list has no more elements")
        )
    }

    private mutating func next<Value>(_ read: (JSONFormReadSingle) throws -> Value) throws -> Value {
        let value = try read(JSONFormReadSingle(current(), codingPath + [JSONFormKey(intValue: currentIndex)]))
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard try current().isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next { try $0.decode(type) } }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
        try nextDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nextDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try nextDecoder() }

    private mutating func nextDecoder() throws -> JSONFormDecoder {
        let decoder = JSONFormDecoder(try current(), at: codingPath + [JSONFormKey(intValue: currentIndex)])
        currentIndex += 1
        return decoder
    }
}
