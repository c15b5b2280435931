package import NIOCore
package import ProxyConfiguration

extension LiveUpstream {
    /// One client serves all upstreams, so the most patient one decides how long connecting may take, up to
    /// `patience`.
    package convenience init(
        _ config: Config,
        proxies: ProxyVariables,
        patience: Duration = .seconds(86_400),
        group: any EventLoopGroup
    ) {
        let longest = config.upstreams.map(\.timeouts.connect).max() ?? .seconds(10)
        var servers: [UpstreamOrigin: ProxyServer] = [:]
        for upstream in config.upstreams {
            // A variable that cannot be used has ended the program before this.
            guard case .through(let server, _) = proxies.way(to: upstream.baseURL),
                let origin = UpstreamOrigin(upstream.baseURL)
            else { continue }
            servers[origin] = server
        }
        self.init(
            connectTimeout: min(longest, patience),
            group: group,
            proxies: servers
        )
    }
}
