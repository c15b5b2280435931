import ProxyConfiguration

/// Under which names clients may speak to the proxy, and from which web pages.
///
/// A web page anywhere can have its own name lead to this machine (DNS rebinding): its requests then come from the user's
/// browser, and to the browser they are the page's own, so it may read the answers. But they carry the page's name as
/// `Host`. So requests are answered under an address, a name that only this machine or its network can give, and what the
/// configuration names. That holds for every path, before any other look at the request.
struct HostRule: Sendable {
    private let names: Set<String>
    /// Of `*.example.com` what comes behind the star.
    private let endings: [String]

    init(listen: ListenAddress, allowed: [String]) {
        let allowed = allowed.map { $0.lowercased() }
        names = Set(allowed + [listen.host.lowercased()])
        endings = allowed.filter { $0.hasPrefix("*.") }.map { String($0.dropFirst()) }
    }

    init(_ config: Config) {
        self.init(listen: config.listen, allowed: config.server.allowedHosts)
    }

    /// Why a request is refused: what it says of where it goes and where it is from.
    enum Refusal: Error, Equatable {
        /// Not exactly one `Host`, or one that names no host.
        case malformed
        case host(String)
        case origin(String)
    }

    /// `hosts` and `origins` are the values of all headers of these names.
    func check(hosts: [String], origins: [String]) throws(Refusal) {
        guard hosts.count == 1, let place = Authority(hosts[0]) else { throw .malformed }
        guard allows(place) else { throw .host(place.host) }
        guard let origin = origins.first else { return }
        guard origins.count == 1, isOwn(origin, at: place) else { throw .origin(String(origin.prefix(200))) }
    }

    private func allows(_ place: Authority) -> Bool {
        if place.isAddress { return true }
        // A name with a dot at its end is a whole one: `ai.` is a domain, `ai` may be a machine of this network.
        guard place.host.contains(".") else { return true }
        let name = place.host.hasSuffix(".") ? String(place.host.dropLast()) : place.host
        return name == "localhost" || name.hasSuffix(".localhost") || isNamed(name)
    }

    private func isNamed(_ name: String) -> Bool {
        names.contains(name) || endings.contains { name.hasSuffix($0) && name.count > $0.count }
    }

    /// A page of the proxy's own would have the request's `Host`, and behind a server that replaces that, a name that the
    /// configuration has.
    private func isOwn(_ origin: String, at place: Authority) -> Bool {
        guard let scheme = origin.firstRange(of: "://"), let page = Authority(origin[scheme.upperBound...])
        else { return false }
        return page == place || (!page.isAddress && isNamed(page.host))
    }
}
