package import Translation

/// The parts of an upstream's base URL that the program needs.
package struct BaseURL: Equatable {
    package let scheme: String
    /// In lower case, without brackets.
    package let host: String
    /// Nil for the scheme's default port.
    package let port: Int?
    /// Host and port as written.
    package let authority: String
    /// As written, without the slashes at its end.
    package let text: String

    /// Accepts `http` and `https` with a host, an optional port and path. A user, a query or a fragment is refused: a
    /// key belongs in `api_key`, and paths are appended to this text.
    package init?(_ text: String) {
        var trimmed = Substring(text)
        while trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
        guard let separator = trimmed.firstRange(of: "://") else { return nil }
        let scheme = trimmed[..<separator.lowerBound].lowercased()
        let rest = trimmed[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard scheme == "http" || scheme == "https",
            !rest.contains(where: { $0.isWhitespace || "?#@\"<>\\".contains($0) }),
            let (host, port) = Self.place(of: authority)
        else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
        self.authority = String(authority)
        self.text = String(trimmed)
    }

    /// What is known of the server at this host.
    package var server: ServerFacts { ServerCatalog.bundled.facts(at: host) }

    /// This address with the path that the server at its host is known to have; nil where it has that, or none is known.
    package var corrected: String? {
        guard let path = server.basePath, !text.hasSuffix(path) else { return nil }
        return "\(scheme)://\(authority)\(path)"
    }

    private static func place(of authority: Substring) -> (host: String, port: Int?)? {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<bracket]
            let tail = authority[authority.index(after: bracket)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        var number: Int?
        if let port {
            number = port.allSatisfy({ $0.isASCII && $0.isNumber }) ? Int(port) : nil
            guard let number, (1...65535).contains(number) else { return nil }
        }
        return host.isEmpty ? nil : (host.lowercased(), number)
    }
}
