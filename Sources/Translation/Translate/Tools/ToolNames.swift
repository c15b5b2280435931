/// The names of a request's tools as OpenAI takes them: `^[a-zA-Z0-9_-]{1,64}$`, all different.
///
/// A legal name stays. Any other becomes its first 55 characters, each illegal one an underscore, and eight digits of
/// its SHA-256. The result depends on the name alone, not on the tools around it, so that a history of calls is the
/// same bytes on every turn even when the set of tools has changed; only where two names would meet, the one that
/// sorts later is hashed again.
public struct ToolNames: Sendable {
    /// Sent name to the client's own, only those that differ.
    public private(set) var restored: [String: String] = [:]
    /// The client's own name to the sent one, only those that differ.
    private var replacements: [String: String] = [:]
    private var kept: Set<String> = []

    public init(_ names: [String]) {
        for name in names where Self.isLegal(name) { kept.insert(name) }
        for name in Set(names).subtracting(kept).sorted() {
            let sent = legalName(for: name)
            replacements[name] = sent
            // A history may hold a call without a name; the client must not get another one.
            if !name.isEmpty { restored[sent] = name }
        }
    }

    /// What `name` is sent as; also for a tool that is no longer offered and only stands in the history.
    public func sent(_ name: String) -> String {
        if let replacement = replacements[name] { return replacement }
        if kept.contains(name) { return name }
        if Self.isLegal(name), restored[name] == nil { return name }
        return legalName(for: name)
    }

    private func legalName(for name: String) -> String {
        let visible = name.unicodeScalars.prefix(55).map { Self.isLegal($0) ? Character($0) : "_" }
        var salted = name
        while true {
            let candidate = String(visible) + "_" + Fingerprint.sha256(salted, length: 8)
            if !kept.contains(candidate), restored[candidate] == nil { return candidate }
            salted += "#"
        }
    }

    private static func isLegal(_ name: String) -> Bool {
        1...64 ~= name.utf8.count && name.unicodeScalars.allSatisfy { isLegal($0) }
    }

    private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
