/// A host and a port as one address, with IPv6 addresses in brackets.
package enum HostAndPort {
    /// `localhost:3999`, `[::1]:3999`
    package static func text(_ host: String, _ port: Int) -> String { "\(bracketed(host)):\(port)" }

    package static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

    /// The host without its brackets, if any.
    package static func unbracketed(_ host: Substring) -> Substring {
        host.hasPrefix("[") && host.hasSuffix("]") && host.count > 1 ? host.dropFirst().dropLast() : host
    }
}
