/// An allowed or blocked part of the web: a host with its subdomains, or a path of it.
///
/// Anthropic's form: `example.com`, `docs.example.com`, `example.com/blog`, with at most one `*` in the path.
public struct SearchDomain: Sendable, Hashable {
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

    /// Whether a page of this host, or of a subdomain, is in this part.
    fileprivate func covers(rest: String) -> Bool {
        guard !path.isEmpty else { return true }
        let page = rest.prefix { $0 != "?" && $0 != "#" }
        guard let star = path.firstIndex(of: "*") else { return page == path || page.hasPrefix(path + "/") }
        guard page.hasPrefix(path[..<star]) else { return false }
        let ending = path[path.index(after: star)...]
        return ending.isEmpty || page.dropFirst(path[..<star].count).contains(ending)
    }

    /// The host in lower case, without scheme, user, port and root dot, and the rest of the address.
    fileprivate static func split(_ text: String) -> (host: String, rest: String) {
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

/// A list of allowed or blocked parts of the web, each once.
///
/// The parts of a host are found by its name: a list may have tens of thousands, and every page is compared with it.
public struct SearchDomains: Sendable, Equatable {
    /// In the order of the client's list.
    public private(set) var domains: [SearchDomain] = []
    /// The hosts of `domains`, in their order.
    private(set) var hosts: [String] = []
    private var byHost: [String: Set<SearchDomain>] = [:]

    public init(_ domains: [SearchDomain] = []) {
        for domain in domains { add(domain) }
    }

    public var isEmpty: Bool { domains.isEmpty }

    mutating func add(_ domain: SearchDomain) {
        if byHost[domain.host] == nil { hosts.append(domain.host) }
        if byHost[domain.host, default: []].insert(domain).inserted { domains.append(domain) }
    }

    /// Whether the page at `address` is in one of the parts.
    public func cover(_ address: String) -> Bool {
        let (host, rest) = SearchDomain.split(address)
        var domain = host[...]
        while !domain.isEmpty {
            if let parts = byHost[String(domain)], parts.contains(where: { $0.covers(rest: rest) }) { return true }
            guard let dot = domain.firstIndex(of: ".") else { return false }
            domain = domain[domain.index(after: dot)...]
        }
        return false
    }
}

extension SearchDomains: ExpressibleByArrayLiteral {
    public init(arrayLiteral domains: SearchDomain...) {
        self.init(domains)
    }
}
