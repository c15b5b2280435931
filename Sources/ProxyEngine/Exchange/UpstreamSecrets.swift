import ProxyConfiguration

/// What is made of an upstream's secrets, once and not for each request.
struct UpstreamSecrets: Sendable {
    let keyMask: KeyMask
    let sealScope: String

    init(_ upstream: UpstreamSettings) {
        keyMask = KeyMask(upstream)
        sealScope = SealScope.of(upstream)
    }
}
