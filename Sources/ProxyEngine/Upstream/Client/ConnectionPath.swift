import Foundation
import NIOCore
import NIOHTTP1
import ProxyConfiguration
import Translation

/// How an origin is reached.
struct ConnectionPath: Hashable {
    var origin: UpstreamOrigin
    var proxy: ProxyServer?
    /// For the connection and the handshakes.
    var timeout: TimeAmount

    /// What is connected to: the proxy, or the origin itself.
    var peer: UpstreamPeer {
        proxy.map { UpstreamPeer($0.description, isProxy: true) } ?? UpstreamPeer("\(origin.host):\(origin.port)")
    }
}

extension ProxyServer {
    /// The headers of the request that opens a tunnel.
    func connectHeaders(to path: ConnectionPath) -> HTTPHeaders {
        var headers: HTTPHeaders = ["host": "\(path.origin.bracketedHost):\(path.origin.port)"]
        if let user {
            let account = "\(user):" + (password?.withValue { $0 } ?? "")
            headers.add(name: "proxy-authorization", value: "Basic " + Data(account.utf8).base64EncodedString())
        }
        return headers
    }
}
