import Foundation
import JournalTestSupport
import NIOCore
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// How a run begins and ends.
@Suite(.untilHung)
struct EngineRunTests {
    @Test func `a running stream finishes, and only then the run ends`() async throws {
        let gate = Gate()
        let held = ScriptedAnswer.text("Finished in spite of it.", heldAt: .afterFrames(6), by: gate)
        try await RunningEngine.serving(.on("hello", held)) { proxy in
            let stream = try await proxy.post(RunningEngine.question()) { answer in
                let start = try await answer.read(until: "content_block_delta")
                await proxy.beginShutdown()
                try await Self.waitUntilRefused(proxy)
                gate.open()
                return try StreamedAnswer(parsing: start + (try await answer.text()))
            }
            try await proxy.waitForEnd()

            #expect(stream.violation == nil)
            #expect(stream.text == "Finished in spite of it.")
            #expect(try await proxy.waitForEnded().first?.outcome == .finished(.endTurn))
        }
    }

    @Test func `a stream that outlasts the grace period is ended`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.shutdownGrace = .milliseconds(100) }
        let words = ModelReply(.text("on and on and on and on "))
        try await RunningEngine.serving(.on("hello", .endless(words)), configure: configure) { proxy in
            try await proxy.post(RunningEngine.question()) { answer in
                _ = try await answer.read(until: "content_block_delta")
                await proxy.beginShutdown()
                let rest = try await answer.text()
                #expect(rest.contains("event: error") && rest.contains("overloaded_error"))
                #expect(!rest.contains("message_stop"))
            }
            try await proxy.waitForEnd()
            #expect(try await proxy.waitForEnded().first?.outcome == .failed(.shutdown))
            try await proxy.upstream.waitForDisconnect()
        }
    }

    @Test func `a request that waits for its upstream does not outlast the grace period`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.shutdownGrace = .milliseconds(100) }
        try await RunningEngine.serving(.on("hello", .silence), configure: configure) { proxy in
            async let answer = proxy.answer(to: RunningEngine.question())
            try await proxy.upstream.waitForRequests(1)
            await proxy.beginShutdown()
            try await proxy.waitForEnd()

            try await proxy.upstream.waitForDisconnect()
            #expect(try await answer.status == 529)
        }
    }

    @Test func `of many requests that outlast the grace period, each fails by the shutdown`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.shutdownGrace = .milliseconds(100) }
        let count = 48
        try await RunningEngine.serving(configure: configure) { proxy in
            proxy.upstream.script((1...count).map { _ in .on("hello", .silence) })
            let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for _ in 1...count {
                    tasks.addTask { try await proxy.answer(to: RunningEngine.question(streamed: false)).status }
                }
                try await proxy.upstream.waitForRequests(count)
                await proxy.beginShutdown()
                return try await tasks.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses == Array(repeating: 529, count: count))
            #expect(try await proxy.waitForEnded(count).allSatisfy { $0.outcome == .failed(.shutdown) })
        }
    }

    @Test func `a connection that only waits for its next request does not delay the end`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write("GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
                _ = try await connection.read(until: "}")
                await proxy.beginShutdown()

                try await proxy.waitForEnd()
            }
        }
    }

    @Test func `the last exchange is in the log before the run ends`() async throws {
        let log = try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            await proxy.beginShutdown()
            try await proxy.waitForEnd()
            return (id: try #require(answer.header("request-id")), text: proxy.log)
        }

        #expect(log.text.contains(log.id))
    }

    @Test func `a port that is taken is an error`() async throws {
        try await RunningEngine.serving { proxy in
            let port = try #require(Int(proxy.url.split(separator: ":").last ?? ""))
            var config = RunningEngine.configuration(proxy.upstream, .responses)
            config.listen.port = port
            let second = EngineRun(Engine(config), log: nil) { _ in }

            let error = await #expect(throws: IOError.self) { try await second.run(trappingSignals: false) }
            #expect(error?.errnoCode == EADDRINUSE)
        }
    }

    @Test func `the companion gets the address of the edge, and ends with it`() async throws {
        let place = Observed<SocketAddress?>(nil)
        let hasEnded = Observed(false)
        try await ScriptedUpstream.serving { upstream in
            let engine = Engine(RunningEngine.configuration(upstream, .responses))
            let run = EngineRun(
                engine,
                log: nil,
                companion: { address in
                    place.update { $0 = address }
                    // Waits for ever, until it is cancelled.
                    _ = try? await hasEnded.wait { $0 }
                    hasEnded.update { $0 = true }
                }
            ) { _ in }
            let running = Task { try await run.run(trappingSignals: false) }
            let port = try #require(try await place.wait { $0 != nil }?.port)
            let status = try await LoopbackClient.send("GET", to: "http://127.0.0.1:\(port)/health") { $0.status }
            running.cancel()
            _ = try? await running.value

            #expect(status == 200)
            #expect(hasEnded.value)
        }
    }

    /// Returns once the port takes no connection any more.
    private static func waitUntilRefused(_ proxy: RunningEngine) async throws {
        while (try? await proxy.answer("GET", "/health")) != nil { try Task.checkCancellation() }
    }
}
