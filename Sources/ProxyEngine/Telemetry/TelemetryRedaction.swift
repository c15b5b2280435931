import Translation

/// Copies an event as one line of JSON without the secrets that are in it.
///
/// A secret is known by its name: the value of a member called like `authorization`, `x-api-key` or `api_key`, the
/// value of an attribute with such a key or name, and both of them inside JSON that an event carries as a string
/// (`additional_metadata` is such). In all other text it is known by its form (`sk-…`, `Bearer …`), and the program's own
/// by what it is. White space outside strings goes, everything else stays as it was written.
struct TelemetryRedaction {
    static let mark = "•••"
    /// How often JSON inside a string inside JSON is followed.
    private static let maximumNesting = 2
    private static let maximumNestedDepth = 32

    private let nesting: Int
    private let ownKeys: KeyMask
    private var found = false

    static func copy(_ event: JSONValue, without ownKeys: KeyMask, to writer: inout JSONWriter) {
        var redaction = TelemetryRedaction(nesting: 0, ownKeys)
        redaction.copy(event, to: &writer)
    }

    private init(nesting: Int, _ ownKeys: KeyMask) {
        self.nesting = nesting
        self.ownKeys = ownKeys
    }

    /// Recursive: the scanner has bounded the depth of the JSON.
    private mutating func copy(_ value: JSONValue, to writer: inout JSONWriter) {
        switch value.kind {
        case .object:
            let isSecretAttribute = (value["key"] ?? value["name"])?.text.map(Self.isSecret) ?? false
            writer.object { writer in
                for member in value.members {
                    writer.key(text: withoutKeys(member.key) ?? member.key)
                    if Self.isSecret(member.key), Self.canHoldSecret(member.value) {
                        found = true
                        writer.value(Self.mark)
                    } else if isSecretAttribute, member.isNamed("value"), Self.canHoldSecret(member.value) {
                        found = true
                        Self.redactAttribute(member.value, &writer)
                    } else {
                        copy(member.value, to: &writer)
                    }
                }
            }
        case .array:
            writer.array { writer in
                for element in value.elements { copy(element, to: &writer) }
            }
        case .string:
            if let redacted = redactedJSON(in: value) {
                found = true
                writer.string(holding: redacted)
            } else if let text = value.text.flatMap({ withoutKeys($0) }) {
                writer.value(text)
            } else {
                writer.value(value)
            }
        case .number, .true, .false, .null:
            writer.value(value)
        }
    }

    /// Nil where there is no key in it.
    private mutating func withoutKeys(_ text: JSONText) -> JSONText? {
        let isOwn = text.escaped.withUnsafeBytes(ownKeys.hides)
        let masked = isOwn ? ownKeys.masked(Array(text.escaped))[...] : text.escaped
        let other = ForeignText.withoutKeys(masked)
        guard isOwn || other != nil else { return nil }
        found = true
        return JSONText(escaped: other.map { $0[...] } ?? masked, hasEscapes: text.hasEscapes)
    }

    /// An attribute's value stays an `AnyValue` where it was one.
    private static func redactAttribute(_ value: JSONValue, _ writer: inout JSONWriter) {
        if value.kind == .object {
            writer.object { $0.member("stringValue", mark) }
        } else {
            writer.value(mark)
        }
    }

    /// The JSON that a string holds, where there was a secret in it.
    private func redactedJSON(in value: JSONValue) -> RawJSON? {
        guard nesting < Self.maximumNesting, let text = value.text,
            let first = text.escaped.first(where: { $0 != UInt8(ascii: " ") }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let document = try? JSONDocument(Array(text.string.utf8), maximumDepth: Self.maximumNestedDepth)
        else { return nil }
        var writer = JSONWriter(reservingCapacity: document.bytes.count)
        var nested = TelemetryRedaction(nesting: nesting + 1, ownKeys)
        nested.copy(document.root, to: &writer)
        return nested.found ? RawJSON(bytes: writer.bytes[...]) : nil
    }

    /// A boolean or null says whether there is a secret, and not which.
    private static func canHoldSecret(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .object, .array, .string, .number: true
        case .true, .false, .null: false
        }
    }

    /// Compared without case and punctuation, and by its end: `ANTHROPIC_API_KEY` and
    /// `http.request.header.x-api-key` are keys, `apiKeySource` is not.
    static func isSecret(_ name: JSONText) -> Bool {
        guard name.escaped.count <= maximumNameLength else { return false }
        var letters: [UInt8] = []
        letters.reserveCapacity(name.escaped.count)
        func append(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): letters.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
            default: break
            }
        }
        if name.hasEscapes { name.string.utf8.forEach(append) } else { name.escaped.forEach(append) }
        return endings.contains { letters.suffix($0.count).elementsEqual($0) }
    }

    private static let maximumNameLength = 256
    private static let endings: [[UInt8]] = [
        "authorization", "apikey", "accesstoken", "refreshtoken", "authtoken", "idtoken", "bearertoken", "oauthtoken",
        "sessiontoken", "password", "passwd", "passphrase", "secret", "secretkey", "privatekey", "cookie",
        "credential", "credentials",
    ].map { Array($0.utf8) }
}
