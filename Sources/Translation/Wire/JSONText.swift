/// The contents of a JSON string as received: still escaped, not copied.
///
/// Model text, file contents and tool arguments pass in this form from one API to the other.
public struct JSONText: Sendable, Equatable, ExpressibleByStringLiteral {
    /// The bytes between the quotes, valid inside another JSON string.
    public let escaped: ArraySlice<UInt8>
    public let hasEscapes: Bool

    public init(escaped: ArraySlice<UInt8>, hasEscapes: Bool) {
        self.escaped = escaped
        self.hasEscapes = hasEscapes
    }

    /// Escapes `text`.
    public init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { utf8 in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(utf8.count + 8)
            JSONEscape.append(UnsafeRawBufferPointer(utf8), to: &bytes)
            return JSONText(escaped: bytes[...], hasEscapes: bytes.count != utf8.count)
        }
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The unescaped text.
    public var string: String {
        hasEscapes
            ? escaped.withUnsafeBytes { JSONEscape.decode($0) }
            : String(decoding: escaped, as: UTF8.self)
    }

    public var isEmpty: Bool { escaped.isEmpty }

    /// Whether it is empty or only white space (OpenAI and Anthropic both refuse such text parts).
    public var isBlank: Bool {
        var iterator = escaped.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0x20: continue
            case UInt8(ascii: "\\"):
                guard let escape = iterator.next(), Self.blankEscapes.contains(escape) else { return false }
            default: return false
            }
        }
        return true
    }

    /// Compares the escaped text, so `prefix` should be one that needs no escaping.
    public func hasPrefix(_ prefix: StaticString) -> Bool {
        escaped.count >= prefix.utf8CodeUnitCount
            && escaped.starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }

    private static let blankEscapes: [UInt8] = [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")]
}

/// A whole JSON value as received.
public struct RawJSON: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>

    public init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// `text` must be one JSON value; anything else is an error.
    public init(validating text: some StringProtocol) throws(JSONSyntaxError) {
        self = try JSONDocument(Array(text.utf8)).root.raw
    }

    static let null = RawJSON(bytes: Array("null".utf8)[...])

    public static let emptyObject = RawJSON(bytes: [UInt8(ascii: "{"), UInt8(ascii: "}")])

    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
