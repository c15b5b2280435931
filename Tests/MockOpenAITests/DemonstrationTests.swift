import JournalTestSupport
import NIOPosix
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import MockOpenAI
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct DemonstrationTests {
    /// Plays the conversation to its end against an engine whose upstream is the mock.
    private static func play<Result: Sendable>(
        then body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        // Never asked: it only stands where a running engine has an upstream.
        try await ScriptedUpstream.serving { unused in
            var config = RunningEngine.configuration(unused, .responses)
            config.upstreams[0].api = .auto
            config.models[1].api = .chat
            let engine = Engine.demonstration(config, pace: .microseconds(10))
            return try await RunningEngine.serving(engine, before: unused) { proxy in
                let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
                await DemoConversation(
                    client: live.upstreamClient,
                    address: proxy.url,
                    key: Secret(RunningEngine.clientKey),
                    pause: {}
                ).play()
                try await live.shutdown()
                let result = try await body(proxy)
                #expect(unused.requests.isEmpty)
                return result
            }
        }
    }

    @Test func `the conversation is played to its end, mishaps included`() async throws {
        try await Self.play { proxy in
            let messages = DemoScript.steps.count { step in
                switch step {
                case .say, .toolResults, .countTokens: true
                case .connect, .telemetry: false
                }
            }
            let exchanges = try await proxy.waitForEnded(messages)

            #expect(exchanges.count == messages)
            let outcomes = exchanges.map(\.outcome.label)
            // The tools of the story, its plain answers, an unmapped name, a tool with a broken schema, a count.
            #expect(outcomes.count { $0 == "tool_use" } >= 3)
            #expect(outcomes.count { $0 == "end_turn" } >= 4)
            #expect(outcomes.count { $0 == "invalid_request_error" } == 2)
            #expect(outcomes.count { $0 == "counted" } == 1)
            #expect(outcomes.count { $0 == "cancelled" } == 1)
        }
    }

    @Test func `it shows both APIs, a retry and thinking`() async throws {
        try await Self.play { proxy in
            let exchanges = proxy.engine.ring.exchanges()

            #expect(Set(exchanges.compactMap { $0.destination?.dialect }) == [.responses, .chat])
            #expect(exchanges.contains { $0.attempts.map(\.status) == [429, 200] })
            let thinking = exchanges.compactMap { proxy.engine.ring.stages(of: $0.id)?.clientAnswer.body }
            #expect(thinking.contains { String(decoding: $0, as: UTF8.self).contains("thinking_delta") })
        }
    }

    @Test func `it reports telemetry like a client`() async throws {
        try await Self.play { proxy in
            let batches = DemoScript.steps.count { if case .telemetry = $0 { true } else { false } }

            #expect(proxy.engine.meter.snapshot().telemetry.total.batches == batches)
            #expect(proxy.engine.meter.snapshot().telemetry.total.unreadable == 0)
        }
    }

    @Test func `every answer of the mock is in Anthropic's grammar once translated`() async throws {
        try await Self.play { proxy in
            let streams = proxy.engine.ring.exchanges().filter { exchange in
                if case .finished = exchange.outcome { exchange.isStreamed } else { false }
            }.compactMap { proxy.engine.ring.stages(of: $0.id)?.clientAnswer.body }

            #expect(streams.count >= 6)
            for stream in streams {
                let answer = try StreamedAnswer(parsing: String(decoding: stream, as: UTF8.self))
                #expect(answer.violation == nil)
            }
        }
    }
}
