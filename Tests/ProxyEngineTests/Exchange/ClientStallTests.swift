import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ClientStallTests {
    @Test func `a client that leaves its answer unread for long is hung up on`() async throws {
        let clock = ManualClock()
        var options = Engine.Options()
        options.clock = clock.engineClock
        var words = ModelReply(.text(String(repeating: "many words ", count: 6000)))
        words.pieceLength = 33_000
        let configure: @Sendable (inout Config) -> Void = { $0.upstreams[0].timeouts.idle = .seconds(300) }
        try await RunningEngine.serving(.on("hello", .endless(words)), options: options, configure: configure) {
            proxy in
            try await proxy.post(RunningEngine.question()) { _ in
                // On a busy machine an upstream that has not written for a while may still have room for more: then the
                // client has not been waited for, and it is looked at again.
                while !proxy.upstream.exchanges[0].clientLeft {
                    // Until the sockets' buffers are full.
                    var sent = -1
                    while sent != proxy.upstream.exchanges[0].framesSent {
                        sent = proxy.upstream.exchanges[0].framesSent
                        for _ in 0..<10 { #expect(try await proxy.stream(RunningEngine.question("quick")).isWhole) }
                    }
                    clock.advance(by: .seconds(301))
                    _ = try await proxy.answer("GET", "/health")
                }
            }
        }
    }
}
