import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ConcurrencyTests {
    private static let one: @Sendable (inout Config) -> Void = { $0.upstreams[0].maxConcurrent = 1 }

    @Test(arguments: DialectName.translated)
    func `32 streams at once do not mix`(_ api: DialectName) async throws {
        let names = (0..<32).map { "stream-\($0)-of-32" }
        try await RunningEngine.serving(api: api) { proxy in
            proxy.upstream.script(names.map { .on($0, .text(String(repeating: "\($0) ", count: 20))) })
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names {
                    group.addTask {
                        let answer = try await proxy.stream(RunningEngine.question(name))
                        #expect(answer.violation == nil)
                        #expect(answer.text == String(repeating: "\(name) ", count: 20))
                    }
                }
                try await group.waitForAll()
            }

            let ids = Set(try await proxy.waitForEnded(32).map(\.id))
            #expect(ids.count == 32)
        }
    }

    @Test func `beyond max_concurrent a request waits for its turn`() async throws {
        let gate = Gate()
        let held = ScriptedAnswer.text("First.", heldAt: .beforeHead, by: gate)
        try await RunningEngine.serving(.on("first", held), configure: Self.one) { proxy in
            async let first = proxy.stream(RunningEngine.question("first"))
            try await gate.waitUntilReached()
            async let second = proxy.stream(RunningEngine.question("second"))
            try await proxy.waitUntilQueued(1)
            #expect(proxy.upstream.requests.count == 1)
            gate.open()

            #expect(try await first.text == "First.")
            #expect(try await second.isWhole)
            #expect(proxy.upstream.requests.map(\.lastText) == ["first", "second"])
        }
    }
}
