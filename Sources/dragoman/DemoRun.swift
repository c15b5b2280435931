import Journal
import MockOpenAI
import NIOCore
import ProxyConfiguration
import ProxyEngine

extension RunCommand {
    /// The real edge and translation in front of the built-in mock; with `--demo`, a client plays a conversation.
    /// `story` replaces real time and randomness.
    func serveDemonstration(_ config: Config, story: StoryClock?) async throws {
        let engine = Engine.demonstration(config, story: story, played: demo)
        let play: @Sendable (SocketAddress) async -> Void = { await engine.playDemonstration(at: $0, story: story) }
        try await serve(engine, companion: demo ? play : nil, isDemonstration: true) { address in
            engine.announce(address)
            if isMockWithoutKey, !demo, !isMock {
                let remedy = "set OPENAI_API_KEY for the proxy (docker run -e OPENAI_API_KEY)"
                engine.log(
                    .warning,
                    "OPENAI_API_KEY is missing: the mock answers instead of OpenAI",
                    [("remedy", remedy)]
                )
            }
            engine.log(.info, "answers come from the built-in mock of OpenAI: no model is asked, nothing is spent")
        }
    }
}
