import ProxyConfiguration

/// Where a URL leads, whatever its path: what decides whether it is reached through a proxy.
package struct UpstreamOrigin: Sendable, Hashable {
    let isTLS: Bool
    /// Without brackets.
    let host: String
    /// The scheme's own where none is written.
    let port: Int

    /// Nil for what is no base URL, which is never behind a proxy.
    package init?(_ baseURL: String) {
        guard let url = BaseURL(baseURL) else { return nil }
        isTLS = url.scheme == "https"
        host = url.host
        port = url.port ?? Self.defaultPort(isTLS: isTLS)
    }

    private static func defaultPort(isTLS: Bool) -> Int { isTLS ? 443 : 80 }

    /// As a URL has it.
    var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

    /// The value of `Host`.
    var authority: String {
        port == Self.defaultPort(isTLS: isTLS) ? bracketedHost : "\(bracketedHost):\(port)"
    }
}
