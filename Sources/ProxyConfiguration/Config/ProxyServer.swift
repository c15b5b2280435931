import Foundation

/// An HTTP proxy between this program and its upstreams. It prints without its password.
package struct ProxyServer: Sendable, Hashable, CustomStringConvertible {
    package var host: String
    package var port: Int
    package var user: String?
    /// Behind ``Secret``, so that no error and no log shows it.
    package var password: Secret?

    /// As a variable names it: `http://user:password@host:port`, everything but the host is optional.
    init(_ text: String) throws(ProxyRefusal) {
        var rest = text[...]
        if let separator = rest.firstRange(of: "://") {
            let scheme = rest[..<separator.lowerBound].lowercased()
            guard scheme == "http" else { throw .scheme(String(scheme.prefix(20))) }
            rest = rest[separator.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = String(parts[0]).removingPercentEncoding,
                let password = (parts.count == 2 ? String(parts[1]) : "").removingPercentEncoding
            else { throw .form }
            self.user = user
            self.password = Secret(password)
            rest = rest[rest.index(after: at)...]
        }
        guard let place = BaseURL("http://\(rest)") else { throw .form }
        host = place.host
        port = place.port ?? 80
    }

    /// `http://proxy.corp:8080`, and a user with `•••` for the password where there is one.
    package var description: String {
        let account = user.map { "\($0):•••@" } ?? ""
        return "http://\(account)\(ListenAddress(host: host, port: port))"
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(port)
        hasher.combine(user)
    }
}

/// Why the value of a proxy variable cannot be used. Never contains the value, which may have a password.
package enum ProxyRefusal: Error, Sendable, Equatable {
    case scheme(String)
    case form
}
