import ProxyConfiguration
import Translation

/// What is made of an upstream's settings, once and not for each request.
struct UpstreamConstants: Sendable {
    let keyMask: KeyMask
    let sealScope: String
    /// What is known of the server.
    let server: ServerFacts

    init(_ upstream: UpstreamSettings) {
        keyMask = KeyMask(upstream)
        sealScope = SealScope.of(upstream)
        server = upstream.server
    }
}
