/// Hides keys in an upstream's messages, which often quote them.
enum SecretMask {
    /// Replaces `Bearer …`, `sk-…` and similar keys, and the word behind `API key provided:`, by `•••`.
    static func masking(_ message: String) -> String {
        message
            .replacing(/(?i)\b(Bearer)\s+[^\s"',;]+/) { "\($0.output.1) •••" }
            .replacing(/(?i)(api[ _-]?key(?: provided)?\s*[:=]\s*["']?)[^\s"',;]*[^\s"',;.]/) { "\($0.output.1)•••" }
            .replacing(/\b(?:sk|gsk|sess|xai)-[A-Za-z0-9_*.-]*[A-Za-z0-9_*-]/, with: "•••")
            .replacing(/\b(?:gsk_|AIza)[A-Za-z0-9_-]{8,}/, with: "•••")
    }
}
