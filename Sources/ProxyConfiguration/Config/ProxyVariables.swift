import Translation

/// Which proxy leads to a URL, by the environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`, each in capitals or not.
///
/// As in other programs: lower case wins over upper case, an empty variable counts as unset, `NO_PROXY` lists hosts (and
/// their subdomains), `.suffixes`, `host:port` and `*`. Networks such as `10.0.0.0/8` in it are ignored.
/// Loopback is never reached through a proxy.
package struct ProxyVariables: Sendable, Equatable {
    /// How a URL is reached.
    package enum Way: Sendable, Equatable {
        case direct
        case through(ProxyServer, variable: String)
        /// The variable that decides has an unusable value.
        case refused(ProxyRefusal, variable: String)
    }

    private struct Variable: Sendable, Equatable {
        var name: String
        var value: String
    }

    private var https: Variable?
    private var http: Variable?
    private var exceptions: [Substring] = []

    /// Everything is reached directly.
    package static let none = ProxyVariables(environment: [:])

    package init(environment: [String: String]) {
        func first(_ names: String...) -> Variable? {
            for name in names {
                if let value = environment[name]?.trimmed, !value.isEmpty {
                    return Variable(name: name, value: String(value))
                }
            }
            return nil
        }
        https = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        http = first("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
        exceptions = first("no_proxy", "NO_PROXY")?.value.split { $0 == "," || $0.isWhitespace } ?? []
    }

    package func way(to url: String) -> Way {
        guard let target = BaseURL(url), let variable = target.scheme == "https" ? https : http,
            !ListenAddress(host: target.host, port: 0).isLoopback, !isExcepted(target)
        else { return .direct }
        do throws(ProxyRefusal) {
            return .through(try ProxyServer(variable.value), variable: variable.name)
        } catch {
            return .refused(error, variable: variable.name)
        }
    }

    /// Entries of `NO_PROXY` that look like networks: they have no effect.
    package var ignoredExceptions: [String] {
        exceptions.filter { $0.contains("/") }.map(String.init)
    }

    private func isExcepted(_ target: BaseURL) -> Bool {
        let port = target.port ?? (target.scheme == "https" ? 443 : 80)
        return exceptions.contains { entry in
            guard entry != "*" else { return true }
            var name = entry.lowercased()[...]
            if let place = BaseURL("http://\(name)"), let only = place.port {
                guard only == port else { return false }
                name = place.host[...]
            }
            name = HostAndPort.unbracketed(name)
            if name.hasPrefix("*") { name = name.dropFirst() }
            if name.hasPrefix(".") { name = name.dropFirst() }
            return !name.isEmpty && (target.host == name || target.host.hasSuffix(".\(name)"))
        }
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return text
    }
}
