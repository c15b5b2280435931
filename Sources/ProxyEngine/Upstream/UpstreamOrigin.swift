import ProxyConfiguration

/// Where a URL leads, whatever its path: what decides whether it is reached through a proxy.
package struct UpstreamOrigin: Sendable, Hashable {
    private let scheme: String
    private let host: String
    /// The scheme's own where none is written.
    private let port: Int

    /// Nil for what is no base URL, which is never behind a proxy.
    package init?(_ baseURL: String) {
        guard let url = BaseURL(baseURL) else { return nil }
        scheme = url.scheme
        host = url.host
        port = url.port ?? (url.scheme == "https" ? 443 : 80)
    }
}
