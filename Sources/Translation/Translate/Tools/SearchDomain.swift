/// An allowed or blocked part of the web: a host with its subdomains, or a path of it.
///
/// Anthropic's form: `example.com`, `docs.example.com`, `example.com/blog`, with at most one `*` in the path.
public struct SearchDomain: Sendable, Equatable {
    public let host: String
    /// Empty for the whole host; otherwise it begins with a slash and does not end with one.
    public let path: String

    /// Nil if `text` names no host. A scheme is removed: OpenAI accepts none, and some clients write one.
    public init?(_ text: String) {
        let (host, rest) = Self.split(text)
        guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        var path = rest[...]
        while path.hasSuffix("/") { path = path.dropLast() }
        guard path.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), path.count(where: { $0 == "*" }) <= 1 else { return nil }
        self.host = host
        self.path = String(path)
    }

    public var description: String { host + path }

    /// Whether the page at `address` is in this part.
    public func covers(_ address: String) -> Bool {
        let (host, rest) = Self.split(address)
        guard host == self.host || host.hasSuffix("." + self.host) else { return false }
        guard !path.isEmpty else { return true }
        let page = rest.prefix { $0 != "?" && $0 != "#" }
        guard let star = path.firstIndex(of: "*") else { return page == path || page.hasPrefix(path + "/") }
        guard page.hasPrefix(path[..<star]) else { return false }
        let ending = path[path.index(after: star)...]
        return ending.isEmpty || page.dropFirst(path[..<star].count).contains(ending)
    }

    /// The host in lower case, without scheme, user, port and root dot, and the rest of the address.
    private static func split(_ text: String) -> (host: String, rest: String) {
        var text = text[...]
        if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
        // Browsers read a backslash as a slash.
        let end = text.firstIndex { "/\\?#".contains($0) } ?? text.endIndex
        var host = text[..<end]
        if let user = host.lastIndex(of: "@") { host = host[host.index(after: user)...] }
        if let port = host.firstIndex(of: ":") { host = host[..<port] }
        while host.hasSuffix(".") { host = host.dropLast() }
        return (host.lowercased(), String(text[end...]))
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
