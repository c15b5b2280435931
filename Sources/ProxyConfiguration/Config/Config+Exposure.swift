extension Config {
    /// That others can use this program with the key everybody knows, and what to do: two clauses without a full stop,
    /// for the log of a start and for a check. Nil where they cannot.
    package func exposure(inContainer isContainer: Bool) -> (message: String, remedy: String)? {
        guard !listen.isLoopback, clientKeys.contains(Self.wellKnownClientKey) else { return nil }
        let port = listen.port == 0 ? Config.default.listen.port : listen.port
        let ownKey = "name a key of your own (client_keys: [...])"
        let reach = "any machine that reaches \(listen) can use it and spend your tokens"
        return (
            "\"dummy\" is the key everybody knows, and \(reach)",
            isContainer
                ? "publish the port on 127.0.0.1 only (-p 127.0.0.1:\(port):\(port)), or \(ownKey)"
                : "\(ownKey), or listen on 127.0.0.1"
        )
    }
}
