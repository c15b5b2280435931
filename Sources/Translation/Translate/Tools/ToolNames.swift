/// The names of a request's tools in OpenAI's form: `^[a-zA-Z0-9_-]{1,64}$`, all different.
///
/// A legal name is kept. Any other becomes its first 55 characters, with an underscore for each illegal one, and eight
/// digits of its SHA-256. The result depends on the name alone, not on other tools, so that a history of calls is the same
/// bytes on every turn even if the set of tools has changed. If two results collide, the one that sorts later is hashed
/// again.
public struct ToolNames: Sendable {
    /// The client's name for each sent name that differs.
    public private(set) var restored: [String: String] = [:]
    /// The sent name for each client's name that differs.
    private var replacements: [String: String] = [:]
    private var kept: Set<String> = []

    public init(_ names: [String]) {
        for name in names where Self.isLegal(name) { kept.insert(name) }
        for name in Set(names).subtracting(kept).sorted() {
            let sent = legalName(for: name)
            replacements[name] = sent
            // A history may contain a call without a name; the client must not get another one.
            if !name.isEmpty { restored[sent] = name }
        }
    }

    /// The sent form of `name`, also for a tool that occurs only in the history.
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
