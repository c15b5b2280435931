import Journal
package import NIOCore
import NIOPosix
package import ProxyConfiguration
package import ProxyEngine

extension Engine {
    /// An engine whose upstream is the built-in mock, which speaks both of OpenAI's APIs. `pace` is the time between two
    /// pieces of an answer. A `story` replaces real time and randomness. The lines of the demonstration are used only if it
    /// is `played`.
    package static func demonstration(
        _ config: Config,
        options: Options = Options(),
        pace: Duration = .milliseconds(20),
        story: StoryClock? = nil,
        played isPlayed: Bool = true
    ) -> Engine {
        var config = config
        for index in config.upstreams.indices where config.upstreams[index].api == .auto {
            config.upstreams[index].api = .responses
        }
        var options = options
        if let story {
            options.clock = story.engineClock
            options.run = story.seed
            options.jitter = { 0 }
        }
        let upstream = MockUpstream(
            entries: isPlayed ? DemoReplies.entries(leavesLastOpen: story != nil) : [],
            group: MultiThreadedEventLoopGroup.singleton,
            pace: story.map { .story($0) } ?? .real(pace)
        )
        options.upstream = upstream.upstreamClient
        return Engine(config, options: options)
    }

    /// Plays the conversation against the edge at `address`, once; in a `story` its last answer goes on until the task
    /// is cancelled. `onEnd` is called once the conversation has ended.
    @Sendable
    package func playDemonstration(
        at address: SocketAddress,
        story: StoryClock? = nil,
        onEnd: @escaping @Sendable () -> Void = {}
    ) async {
        let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
        let conversation = DemoConversation(
            client: live.upstreamClient,
            address: Self.loopback(to: address, config.listen),
            key: config.clientKeys.first ?? Secret("dummy"),
            pause: { await pause(story) },
            lastAnswerStaysOpen: story != nil,
            onEnd: {
                log(.info, "demo: the conversation has ended", [("then", "the mock keeps serving")])
                onEnd()
            }
        )
        await conversation.play()
        try? await live.shutdown()
    }

    private func pause(_ story: StoryClock?) async {
        guard let story else {
            try? await Task.sleep(for: .milliseconds(400))
            return
        }
        // The clock must not move while an exchange is still being recorded.
        for _ in 0..<Self.mostLooks where ring.exchanges().contains(where: \.isRunning) {
            try? await Task.sleep(for: .milliseconds(1))
        }
        story.passBetweenSteps()
    }

    /// About five seconds.
    private static let mostLooks = 5_000
}
