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
    /// The request that opens a tunnel.
    func connectRequest(to path: ConnectionPath) -> HTTPRequestHead {
        let authority = "\(path.origin.bracketedHost):\(path.origin.port)"
        var headers: HTTPHeaders = ["host": authority]
        if let user {
            let account = "\(user):" + (password?.withValue { $0 } ?? "")
            headers.add(name: "proxy-authorization", value: "Basic " + Data(account.utf8).base64EncodedString())
        }
        return HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: authority, headers: headers)
    }
}
