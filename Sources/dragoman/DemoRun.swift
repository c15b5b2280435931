import Journal
import MockOpenAI
import NIOCore
import ProxyConfiguration
import ProxyEngine

extension RunCommand {
    /// The real edge and translation in front of the built-in stand-in; with `--demo`, a client plays a conversation.
    /// `story` takes the place of real time and of all chance.
    func serveDemonstration(_ config: Config, story: StoryClock?) async throws {
        let engine = Engine.demonstration(config, story: story, played: demo)
        let play: @Sendable (SocketAddress) async -> Void = { await engine.playDemonstration(at: $0, story: story) }
        try await serve(engine, companion: demo ? play : nil, isDemonstration: true) { address in
            engine.announce(address)
            if standInWithoutKey, !demo, !standIn {
                let remedy = "set OPENAI_API_KEY where this program runs (docker run -e OPENAI_API_KEY)"
                engine.log(.warning, "there is no key for OpenAI, so nothing is asked of it", [("remedy", remedy)])
            }
            engine.log(.info, "answers come from the built-in stand-in for OpenAI: no model is asked, nothing is spent")
        }
    }
}
