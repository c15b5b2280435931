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

/// Reads plain values; what is of another kind is an error that says where it stands.
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
        // Of several with one name the last, as everywhere.
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

    private func single(_ key: Key) throws -> JSONFormReadSingle {
        JSONFormReadSingle(try value(key), codingPath + [key])
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try single(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try single(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try single(key).decode(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try single(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try single(key).decode(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try single(key).decode(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try single(key).decode(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try single(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try single(key).decode(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try single(key).decode(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try single(key).decode(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try single(key).decode(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try single(key).decode(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try single(key).decode(type) }

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

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.decode(type) } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.decode(type) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.decode(type) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next { try $0.decode(type) } }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next { try $0.decode(type) } }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested>
    {
        let decoder = JSONFormDecoder(try current(), at: codingPath + [JSONFormKey(intValue: currentIndex)])
        currentIndex += 1
        return try decoder.container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let decoder = JSONFormDecoder(try current(), at: codingPath + [JSONFormKey(intValue: currentIndex)])
        currentIndex += 1
        return try decoder.unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = JSONFormDecoder(try current(), at: codingPath + [JSONFormKey(intValue: currentIndex)])
        currentIndex += 1
        return decoder
    }
}
