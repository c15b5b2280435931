import ProxyEngine

extension RunCommand {
    /// The real edge and translation in front of the built-in stand-in; with `--demo`, a client plays a conversation.
    func serveDemonstration(_ config: Config) async throws {
        let engine = Engine.demonstration(config)
        let companion = demo ? engine.playDemonstration : nil
        try await serve(engine, companion: companion, isDemonstration: true) { address in
            engine.announce(address)
            engine.log(.info, "answers come from the built-in stand-in for OpenAI: no model is asked, nothing is spent")
        }
    }
}
