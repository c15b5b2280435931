/// Hides keys in messages that come from an upstream, which likes to quote them.
enum SecretMask {
    /// `Bearer …`, `sk-…` and its relatives, and whatever follows `API key provided:` become `•••`.
    static func masking(_ message: String) -> String {
        message
            .replacing(/(?i)\b(Bearer)\s+[^\s"',;]+/) { "\($0.output.1) •••" }
            .replacing(/(?i)(api[ _-]?key(?: provided)?\s*[:=]\s*["']?)[^\s"',;]*[^\s"',;.]/) { "\($0.output.1)•••" }
            .replacing(/\b(?:sk|gsk|sess|xai)-[A-Za-z0-9_*.-]*[A-Za-z0-9_*-]/, with: "•••")
            .replacing(/\b(?:gsk_|AIza)[A-Za-z0-9_-]{8,}/, with: "•••")
    }
}
