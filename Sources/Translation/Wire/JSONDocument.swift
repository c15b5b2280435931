import Synchronization

/// One validated JSON text: its bytes, and a tape with one node for every key and value in them.
///
/// Values are views on the tape (``JSONValue``): strings are unescaped and copied only on request, key order and number
/// text are preserved, and any value knows its place in the document.
public final class JSONDocument: Sendable {
    public let bytes: [UInt8]
    let nodes: [JSONNode]
    /// The keys and strings with a half of a surrogate pair in them, by their index on the tape.
    private let loneSurrogates: [Int]
    private let lookup = Mutex(JSONLookup())

    /// Validates `bytes` as RFC 8259 JSON in UTF-8.
    public init(_ bytes: [UInt8], maximumDepth: Int = JSONScanner.defaultMaximumDepth) throws(JSONSyntaxError) {
        let tape = try JSONScanner.scan(bytes, maximumDepth: maximumDepth)
        self.nodes = tape.nodes
        self.loneSurrogates = tape.loneSurrogates
        self.bytes = bytes
    }

    private init(_ document: JSONDocument, _ bytes: [UInt8]) {
        self.bytes = bytes
        nodes = document.nodes
        loneSurrogates = []
    }

    /// The document with U+FFFD for each half of a surrogate pair, and the strings that had one; this one if none had.
    func replacingLoneSurrogates() -> (document: JSONDocument, strings: [JSONValue]) {
        guard !loneSurrogates.isEmpty else { return (self, []) }
        var bytes = bytes
        for index in loneSurrogates {
            JSONEscape.replaceLoneSurrogates(in: &bytes, Int(nodes[index].start)..<Int(nodes[index].end))
        }
        let document = JSONDocument(self, bytes)
        return (document, loneSurrogates.map { JSONValue(document: document, index: $0) })
    }

    public convenience init(_ text: String) throws(JSONSyntaxError) {
        try self.init(Array(text.utf8))
    }

    public var root: JSONValue { JSONValue(document: self, index: 0) }

    func path(of index: Int) -> JSONPath {
        lookup.withLock { $0.path(of: index, in: self) }
    }

    /// Caches the names of an object's members, for many look-ups.
    func member(_ name: String, of object: JSONValue) -> JSONValue? {
        lookup.withLock { $0.member(name, of: object) }
    }

    /// Caches the places of a list's elements, for many look-ups.
    func element(_ number: Int, of list: JSONValue) -> JSONValue? {
        lookup.withLock { $0.element(number, of: list) }
    }
}

/// The kind of a JSON value.
public enum JSONKind: UInt8, Sendable {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null

    /// The kind in one word.
    public var word: String {
        switch self {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .number: "number"
        case .true, .false: "boolean"
        case .null: "null"
        }
    }

    /// The kind in an error message.
    public var name: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .true, .false: "a boolean"
        case .null: "null"
        }
    }
}

/// What the scan of a text finds.
struct JSONTape {
    var nodes: [JSONNode]
    /// The keys and strings with a half of a surrogate pair in them, by their index.
    var loneSurrogates: [Int]
}

/// One key or value on the tape. A container is followed by its contents; `next` skips them.
struct JSONNode {
    var start: UInt32
    var end: UInt32
    var next: UInt32
    var kind: JSONKind
    var hasEscapes: Bool
}

/// The bytes are not valid JSON.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the bytes.
    public enum Reason: String, Sendable {
        case unexpectedEnd = "unexpected_end"
        case unexpectedByte = "unexpected_byte"
        case trailingBytes = "trailing_bytes"
        case invalidUTF8 = "invalid_utf8"
        case invalidEscape = "invalid_escape"
        case controlCharacter = "control_character"
        case invalidNumber = "invalid_number"
        case tooDeep = "too_deep"
        case tooLarge = "too_large"

        /// The reason in words.
        public var phrase: String {
            switch self {
            case .unexpectedEnd: "the text ends in the middle of a value"
            case .unexpectedByte: "a value, a comma or a bracket was expected here"
            case .trailingBytes: "something follows the end of the value"
            case .invalidUTF8: "the bytes are not UTF-8"
            case .invalidEscape: "the escape sequence is not one of JSON's"
            case .controlCharacter: "a control character must be escaped inside a string"
            case .invalidNumber: "the number is not written as JSON writes numbers"
            case .tooDeep: "arrays and objects are nested too deeply"
            case .tooLarge: "the text is larger than 4 GiB"
            }
        }
    }

    public var reason: Reason
    /// The number of bytes before the place.
    public var offset: Int

    public var description: String { "\(reason.phrase) (at byte \(offset))" }
}
