/// Swift values as JSON and back, through their `Codable` conformances.
///
/// Members are written in the order in which a type encodes them, straight into a ``JSONWriter``; reading uses a
/// ``JSONDocument``. Foundation's coders keep no order, and are slower.
public enum JSONForm {
    /// The value as JSON.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let output = JSONFormOutput()
        try output.encode(value, at: [])
        return output.json.bytes
    }

    /// Writes the value to `json`.
    public static func encode(_ value: some Encodable, to json: inout JSONWriter) throws {
        json.value(RawJSON(bytes: try encode(value)[...]))
    }

    /// Reads a value from JSON that was parsed.
    public static func decode<Value: Decodable>(_ type: Value.Type, from json: JSONValue) throws -> Value {
        try JSONFormDecoder(json, at: []).decode(type)
    }

    /// Parses the bytes and reads a value from them.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decode(type, from: JSONDocument(bytes).root)
    }
}

/// A member's name, or an index of a list, without a declared key type.
struct JSONFormKey: CodingKey {
    var stringValue: String
    var intValue: Int?

    init(stringValue: String) { self.stringValue = stringValue }

    init(intValue: Int) {
        self.intValue = intValue
        stringValue = String(intValue)
    }
}
