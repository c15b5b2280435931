/// What a message to people must not hold.
package enum PlainMessage {
    /// The first part of `text` that users must not see: a type's name, a crash, a key, one of `secrets`.
    package static func blemish(in text: String, secrets: [String] = []) -> String? {
        let patterns = [
            // Swift's own way to write values.
            /Optional\(|\b[A-Z][a-z]+[A-Z]\w*\(/,
            /\b[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Failure|Exception)\b|\bNIO[A-Z]|\w+\.\w+Error/,
            /\b(?:ProxyEngine|ProxyTUI|Foundation|Swift)\.\w/,
            /Fatal error|stack trace|\b0x[0-9a-f]{6,}/,
            /\bsk-[A-Za-z0-9_\-]{8,}/,
        ]
        for pattern in patterns {
            if let found = text.firstMatch(of: pattern) { return String(found.output) }
        }
        return secrets.first(where: text.contains)
    }
}
