/// Others can use the proxy with the key that everyone knows.
package struct Exposure: Sendable, Equatable {
    package var address: ListenAddress
    package var isContainer: Bool

    /// A clause without a full stop, as `remedy` is: for the log of a start and for a check.
    package var message: String {
        "everyone knows the key \"dummy\", and any machine that reaches \(address) can use it and spend your tokens"
    }

    package var remedy: String {
        let port = address.port == 0 ? Config.default.listen.port : address.port
        let ownKey = "set a key of your own (client_keys: [...])"
        return isContainer
            ? "publish the port on 127.0.0.1 only (-p 127.0.0.1:\(port):\(port)), or \(ownKey)"
            : "\(ownKey), or listen on 127.0.0.1"
    }
}

extension Config {
    /// Nil where only this machine can reach the proxy, or the key is a secret.
    package func exposure(inContainer isContainer: Bool) -> Exposure? {
        guard !listen.isLoopback, clientKeys.contains(Self.wellKnownClientKey) else { return nil }
        return Exposure(address: listen, isContainer: isContainer)
    }
}
