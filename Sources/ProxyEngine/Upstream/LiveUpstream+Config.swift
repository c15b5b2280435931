package import NIOCore
package import ProxyConfiguration

extension LiveUpstream {
    /// A client for the upstreams of a configuration, each reached as the environment says.
    package convenience init(_ config: Config, proxies: ProxyVariables, group: any EventLoopGroup) {
        var servers: [UpstreamOrigin: ProxyServer] = [:]
        for upstream in config.upstreams {
            // A variable that cannot be used has ended the program before this.
            guard case .through(let server, _) = proxies.way(to: upstream.baseURL),
                let origin = UpstreamOrigin(upstream.baseURL)
            else { continue }
            servers[origin] = server
        }
        self.init(group: group, proxies: servers)
    }
}
