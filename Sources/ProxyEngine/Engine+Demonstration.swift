package import NIOCore
import NIOPosix

extension Engine {
    /// An engine whose upstream is the built-in stand-in, asked with both APIs as the models would be at OpenAI. `pace`
    /// is the time between two pieces of an answer.
    package static func demonstration(
        _ config: Config,
        options: Options = Options(),
        pace: Duration = .milliseconds(20)
    ) -> Engine {
        var config = config
        for index in config.upstreams.indices where config.upstreams[index].api == .auto {
            config.upstreams[index].api = .responses
        }
        var options = options
        let upstream = StandInUpstream(
            entries: DemoScript.replies,
            group: MultiThreadedEventLoopGroup.singleton,
            pace: pace
        )
        options.upstream = upstream.upstreamClient
        return Engine(config, options: options)
    }

    /// Plays the conversation against the edge at `address`, once.
    @Sendable
    package func playDemonstration(at address: SocketAddress) async {
        let live = LiveUpstream(connectTimeout: .seconds(5), group: MultiThreadedEventLoopGroup.singleton)
        let conversation = DemoConversation(
            client: live.upstreamClient,
            address: Self.loopback(to: address, config.listen),
            key: config.clientKeys.first ?? Secret("dummy"),
            pause: { try? await Task.sleep(for: .milliseconds(400)) }
        )
        await conversation.play()
        try? await live.shutdown()
        log(.info, "the demonstration's conversation is over; the stand-in goes on serving")
    }

    /// Where the edge can be reached from here: an address that means every interface is reached through loopback.
    static func loopback(to address: SocketAddress, _ listen: ListenAddress) -> String {
        let host = address.ipAddress ?? listen.host
        let reachable = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
        return "http://\(ListenAddress(host: reachable, port: address.port ?? listen.port))"
    }
}
