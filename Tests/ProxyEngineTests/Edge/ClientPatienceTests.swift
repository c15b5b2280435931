import JournalTestSupport
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// How long a client is waited for, by a clock that the test moves.
@Suite(.untilHung)
struct ClientPatienceTests {
    private let clock = ManualClock()

    private func serving<Result: Sendable>(
        _ rules: ScriptRule...,
        body: @Sendable (RunningEngine, RawConnection.Session) async throws -> Result
    ) async throws -> Result {
        var options = Engine.Options()
        options.clock = clock.engineClock
        return try await ScriptedUpstream.serving { [options] upstream in
            upstream.script(rules)
            var config = RunningEngine.configuration(upstream, .responses)
            config.server.headerTimeout = .seconds(30)
            config.server.bodyTimeout = .seconds(60)
            config.server.idleTimeout = .seconds(600)
            return try await RunningEngine.serving(Engine(config, options: options), before: upstream) { proxy in
                try await RawConnection.open(to: proxy.url) { try await body(proxy, $0) }
            }
        }
    }

    /// Moves the clock until the connection has ended, which it would not do without, and gives what came over it.
    private func rest(_ connection: RawConnection.Session, after step: Duration) async throws -> String {
        let clock = clock
        let moving = Task {
            while !Task.isCancelled {
                clock.advance(by: step)
                await Task.yield()
            }
        }
        defer { moving.cancel() }
        return try await connection.read(until: "what never comes")
    }

    /// What was written has come when each event loop has answered a later connection; the clock stands still meanwhile.
    private static func letBytesArrive(_ proxy: RunningEngine) async throws {
        for _ in 0..<4 * System.coreCount { _ = try await proxy.answer("GET", "/health") }
    }

    @Test func `a connection over which nothing comes is closed without a word`() async throws {
        try await serving { _, connection in
            let answer = try await rest(connection, after: .seconds(31))
            #expect(answer == "")
        }
    }

    @Test func `a head that does not end in time is answered with 408`() async throws {
        try await serving { proxy, connection in
            try await connection.write("GET /health HTTP/1.1\r\nhost: loc")
            try await Self.letBytesArrive(proxy)

            let answer = try await rest(connection, after: .seconds(31))
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            #expect(answer.contains("server.header_timeout"))
        }
    }

    @Test(arguments: ["\r\n", "\n\r\n\n"])
    func `empty lines after an answer begin no request`(_ lines: String) async throws {
        try await serving { proxy, connection in
            let request = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n"
            try await connection.write(request)
            _ = try await connection.read(until: "}")
            try await connection.write(lines)
            try await Self.letBytesArrive(proxy)

            clock.advance(by: .seconds(599))
            try await connection.write(request)
            #expect(try await connection.read(until: "}").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a body that pauses too long is answered with 408`() async throws {
        try await serving { proxy, connection in
            let request = RunningEngine.rawRequest(RunningEngine.question())
                .replacing("host: x\r\n", with: "host: x\r\nexpect: 100-continue\r\n")
            try await connection.write(String(request.dropLast(5)))
            _ = try await connection.read(until: "100 Continue\r\n\r\n")

            let answer = try await rest(connection, after: .seconds(61))
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            #expect(answer.contains("server.body_timeout"))
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `a connection that waits for its next request is closed after a while, and not before`() async throws {
        try await serving { _, connection in
            let request = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n"
            try await connection.write(request)
            _ = try await connection.read(until: "}")
            clock.advance(by: .seconds(599))
            try await connection.write(request)
            #expect(try await connection.read(until: "}").hasPrefix("HTTP/1.1 200"))

            #expect(try await rest(connection, after: .seconds(601)) == "")
        }
    }

    @Test func `a client that waits for its answer is waited for without limit`() async throws {
        let gate = Gate()
        try await serving(.on("hello", .text("At last.", heldAt: .beforeHead, by: gate))) { _, connection in
            try await connection.write(RunningEngine.rawRequest(RunningEngine.question(streamed: false)))
            try await gate.waitUntilReached()
            clock.advance(by: .seconds(3600))
            gate.open()

            #expect(try await connection.read(until: "At last.").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a client that takes some of its answer is waited for anew, and then no longer`() throws {
        let edge = try EmbeddedEdge { $0.server.bodyTimeout = .seconds(60) }
        edge.socket.isFull = true
        try edge.ask()

        edge.advance(by: .seconds(59))
        edge.socket.takeWhatWaits()
        edge.advance(by: .seconds(2))
        #expect(!edge.socket.isClosed)
        edge.advance(by: .seconds(61))
        #expect(edge.socket.isClosed)
        edge.end()
    }
}
