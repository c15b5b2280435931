import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct BackPressureTests {
    @Test(arguments: DialectName.translated)
    func `a client that does not read stalls the upstream, not the proxy`(_ api: DialectName) async throws {
        var words = ModelReply(.text(String(repeating: "many words ", count: 6000)))
        words.pieceLength = 33_000
        try await RunningEngine.serving(.on("hello", .endless(words)), api: api) { proxy in
            try await proxy.post(RunningEngine.question()) { answer in
                #expect(answer.status == 200)
                // The sockets' buffers fill up; from then on not a frame more is taken, however much time passes.
                var sent = -1
                while sent != proxy.upstream.exchanges[0].framesSent {
                    sent = proxy.upstream.exchanges[0].framesSent
                    for _ in 0..<10 { #expect(try await proxy.stream(RunningEngine.question("quick")).isWhole) }
                }

                _ = try await answer.read(until: "many words")
            }
            try await proxy.upstream.waitForDisconnect()
        }
    }

    @Test func `a client that reads again gets on`() async throws {
        var words = ModelReply(.text(String(repeating: "many words ", count: 6000)))
        words.pieceLength = 33_000
        try await RunningEngine.serving(.on("hello", .endless(words))) { proxy in
            try await proxy.post(RunningEngine.question()) { answer in
                var sent = -1
                while sent != proxy.upstream.exchanges[0].framesSent {
                    sent = proxy.upstream.exchanges[0].framesSent
                    for _ in 0..<10 { #expect(try await proxy.stream(RunningEngine.question("quick")).isWhole) }
                }
                // More than all the buffers between here and there can have held.
                let stalled = sent
                while proxy.upstream.exchanges[0].framesSent < stalled + 100 {
                    _ = try #require(try await answer.nextBytes())
                }
            }
        }
    }
}
