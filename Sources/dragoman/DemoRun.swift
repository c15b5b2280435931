import Foundation
import NIOCore
import ProxyEngine

/// `dragoman run --demo`: the real edge and translation in front of a stand-in, and a client that plays a conversation.
struct DemoRun {
    let config: Config
    /// Whether the conversation is played, or only the stand-in served for a client of the user's own.
    let playsConversation: Bool
    /// In place of real time and of all chance.
    var story: StoryClock?

    func run() async throws {
        let engine = Engine.demonstration(config, story: story)
        let log = HeadlessLog(config.log, write: StandardStreams.writeOutput)
        let companion: (@Sendable (SocketAddress) async -> Void)? =
            playsConversation ? { @Sendable [story] in await engine.playDemonstration(at: $0, story: story) } : nil
        let run = EngineRun(engine, log: log, companion: companion, force: { Foundation.exit(0) }) { address in
            engine.announce(address)
            engine.log(.info, "answers come from the built-in stand-in for OpenAI: no model is asked, nothing is spent")
        }
        try await RunCommand.listening(on: config) { try await run.run() }
    }
}
