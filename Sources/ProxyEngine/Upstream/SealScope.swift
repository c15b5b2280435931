import ProxyConfiguration
import Translation

/// Stands for the organisation and key that sealed a piece of reasoning: what one key sealed another cannot open.
enum SealScope {
    /// A short hash, from which the key cannot be found again.
    static func of(_ upstream: UpstreamSettings) -> String {
        let key = upstream.apiKey?.withValue { $0 } ?? ""
        return Fingerprint.sha256("\(upstream.baseURL)\n\(key)", length: 16)
    }
}
