import Foundation
import JournalTestSupport
import NIOCore
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import MockOpenAI
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The demonstration with a seed: for pictures and tests.
@Suite(.untilHung)
struct StoryTests {
    private static let start = Date(timeIntervalSince1970: 1_796_000_000)

    private struct Recording: Equatable {
        var exchanges: [Exchange] = []
        var lines: [String] = []
        var refusedRequest = ""
        var refusal = ""

        static func == (left: Recording, right: Recording) -> Bool { left.lines == right.lines }
    }

    /// Plays the story to its end, with its last answer still running.
    private static func play(seed: UInt32) async throws -> Recording {
        try await ScriptedUpstream.serving { unused in
            var config = RunningEngine.configuration(unused, .responses)
            config.upstreams[0].api = .auto
            config.models[1].api = .chat
            let story = StoryClock(start: start, seed: seed)
            let engine = Engine.demonstration(config, story: story)
            return try await RunningEngine.serving(engine, before: unused) { proxy in
                let port = try #require(URL(string: proxy.url)?.port)
                let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
                return await withTaskGroup(of: Void.self) { tasks in
                    let (ends, end) = AsyncStream.makeStream(of: Void.self)
                    tasks.addTask {
                        await engine.playDemonstration(at: address, story: story) { end.finish() }
                    }
                    defer { tasks.cancelAll() }
                    for await _ in ends {}
                    var recording = Recording(exchanges: engine.ring.exchanges())
                    recording.lines = recording.exchanges.map { ExchangeLogLine.json($0, level: .info) + "\($0.marks)" }
                    let refused = recording.exchanges.last { $0.outcome.label == "invalid_request_error" }
                    let stages = refused.flatMap { engine.ring.stages(of: $0.id) }
                    recording.refusedRequest = String(decoding: stages?.upstreamRequest.body ?? [], as: UTF8.self)
                    recording.refusal = String(decoding: stages?.upstreamAnswer.body ?? [], as: UTF8.self)
                    return recording
                }
            }
        }
    }

    @Test func `a seed always plays the same story, byte for byte, and another seed a different one`() async throws {
        let first = try await Self.play(seed: 7)
        let second = try await Self.play(seed: 7)
        let other = try await Self.play(seed: 8)

        #expect(first.lines.count >= 25)
        for (one, same) in zip(first.lines, second.lines) { #expect(one == same) }
        #expect(first == second)
        #expect(first != other)
    }

    @Test func `times are those of a model on any machine`() async throws {
        let exchanges = try await Self.play(seed: 3).exchanges

        let answered = exchanges.filter { if case .finished = $0.outcome { $0.attempts.count == 1 } else { false } }
        try #require(answered.count > 15)
        for exchange in answered {
            let first = try #require(exchange.marks.firstToken)
            #expect((.milliseconds(400)...(.seconds(2))).contains(first))
            let rest = try #require(exchange.marks.finished) - first
            guard (exchange.usage?.outputTokens ?? 0) > 20 else { continue }
            let speed = Double(exchange.usage?.outputTokens ?? 0) / (rest / .seconds(1))
            #expect((35.0...100).contains(speed), "\(speed)")
        }
        let arrivals = exchanges.map(\.arrivedAt)
        #expect(arrivals == arrivals.sorted())
        #expect(arrivals.first.map { $0 >= Self.start } ?? false)
    }

    @Test func `the day has its mishaps, and ends while its last answer is running`() async throws {
        let recording = try await Self.play(seed: 7)
        let exchanges = recording.exchanges

        #expect(exchanges.map(\.isRunning).lastIndex(of: false) == exchanges.count - 2)
        #expect(exchanges.last?.marks.firstToken != nil)
        #expect((exchanges.last?.usage?.outputTokens ?? 0) > 50)
        #expect(Set(exchanges.compactMap(\.session)).count == 2)
        #expect(Set(exchanges.compactMap(\.modelAsked)).count == 4)
        #expect(exchanges.contains { $0.attempts.map(\.status) == [429, 200] })
        #expect(exchanges.contains { $0.modelSent == "gpt-5.2" && $0.modelAnswered == "gpt-5.2-mini" })
        #expect(exchanges.contains { $0.modelSent == nil && $0.outcome.label == "invalid_request_error" })
        #expect(exchanges.contains { $0.outcome == .cancelled && ($0.usage?.outputTokens ?? 0) > 20 })
        #expect(exchanges.contains { $0.endpoint == .countTokens })
        #expect(exchanges.contains { $0.notes.contains { $0.kind == .lossy } && $0.outcome == .finished(.toolUse) })
        #expect(exchanges.contains { ($0.usage?.cacheReadInputTokens ?? 0) > 9 * ($0.usage?.inputTokens ?? 0) })

        // The refused schema is at the place in the error.
        let error = try JSON(parsing: recording.refusal)["error"]
        let tools = try #require(JSON(parsing: recording.refusedRequest)["tools"]).elements
        let index = try #require(tools.firstIndex { $0["name"]?.string == "mcp__legacy__lookup" })
        #expect(error?["param"]?.string == "tools[\(index)].parameters")
        #expect(error?["code"]?.string == "invalid_function_parameters")
        #expect(tools[index]["parameters"]?["properties"]?["when"]?["format"]?.string == "epoch-millis")
    }
}
