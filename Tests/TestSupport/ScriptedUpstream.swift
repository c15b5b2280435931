import Journal
import JournalTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import ProxyEngine
import TranslationTestSupport

/// An HTTP server on a loopback port that speaks both of OpenAI's APIs by a test's script.
///
/// It answers each request with the first rule that matches, and with a short text where none does. It keeps every
/// request, can be held at named points, and notices a client that leaves. It does not judge requests, but for the two
/// things no API lets pass: a missing key and an unknown path.
package final class ScriptedUpstream: Sendable {
    /// One request and what has become of it.
    package struct Exchange: Sendable {
        package var request: RecordedRequest
        package var framesSent = 0
        package var isAnswered = false
        /// The client closed the connection before the answer was complete.
        package var clientLeft = false
    }

    private struct Ledger {
        var rules: [ScriptRule] = []
        var exchanges: [Exchange] = []
        var violations: [String] = []
    }

    private let ledger = Observed(Ledger())
    private let port: Int
    private let service: Task<Void, Never>

    /// Starts on a port of the system's choice. The caller ends it with ``stop()``.
    package static func start() async throws -> ScriptedUpstream {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without pipelining assistance: that would stop reading while an answer is under way, and a
                    // client that leaves in the meantime would not be noticed.
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    return try UpstreamConnection.accepted(channel)
                }
            }
        return ScriptedUpstream(listener: listener)
    }

    /// Runs `body` with a new server.
    package static func serving<Result: Sendable>(
        _ rules: ScriptRule...,
        body: @Sendable (ScriptedUpstream) async throws -> Result
    ) async throws -> Result {
        let upstream = try await start()
        upstream.script(rules)
        do {
            let result = try await body(upstream)
            await upstream.stop()
            return result
        } catch {
            await upstream.stop()
            throw error
        }
    }

    private init(listener: NIOAsyncChannel<UpstreamConnection.Channel, Never>) {
        let port = listener.channel.localAddress?.port ?? 0
        let ledger = ledger
        self.port = port
        service = Task {
            // Cancelling the task closes the listener and with it every connection; errors of single connections
            // are their clients' affair.
            try? await listener.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await channel in connections {
                        group.addTask {
                            await UpstreamConnection(channel: channel, record: Self.recorder(ledger)).serve()
                        }
                    }
                }
            }
        }
    }

    /// What a configuration names as `base_url`.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// Closes the port and every connection, and returns when all that is done.
    package func stop() async {
        service.cancel()
        await service.value
    }

    // MARK: The script

    package func script(_ rules: [ScriptRule]) {
        ledger.update { $0.rules += rules }
    }

    package func script(_ rules: ScriptRule...) {
        script(rules)
    }

    /// Forgets rules, requests and violations.
    package func reset() {
        ledger.update { $0 = Ledger() }
    }

    // MARK: What has come

    package var exchanges: [Exchange] { ledger.value.exchanges }
    package var requests: [RecordedRequest] { exchanges.map(\.request) }
    package var violations: [String] { ledger.value.violations }

    /// The requests so far, once there are `count` of them.
    @discardableResult
    package func waitForRequests(_ count: Int) async throws -> [RecordedRequest] {
        try await ledger.wait { $0.exchanges.count >= count }.exchanges.map(\.request)
    }

    /// Returns once the client of request number `index` has closed its connection; throws ``AnswerCompleted`` where
    /// the answer was complete before that.
    package func waitForDisconnect(ofRequest index: Int = 0) async throws {
        let exchange = try await ledger.wait { ledger in
            guard ledger.exchanges.indices.contains(index) else { return false }
            return ledger.exchanges[index].clientLeft || ledger.exchanges[index].isAnswered
        }.exchanges[index]
        if !exchange.clientLeft { throw AnswerCompleted() }
    }

    /// Returns once `count` frames of the answer to request number `index` were handed to the socket.
    package func waitForFrames(_ count: Int, ofRequest index: Int = 0) async throws {
        try await ledger.wait { ledger in
            ledger.exchanges.indices.contains(index) && ledger.exchanges[index].framesSent >= count
        }
    }

    package struct AnswerCompleted: Error, CustomStringConvertible {
        package var description: String { "the answer was complete before the client closed the connection" }
    }

    // MARK: The connections' side

    private static func recorder(_ ledger: Observed<Ledger>) -> UpstreamConnection.Recorder {
        UpstreamConnection.Recorder(
            began: { request in
                ledger.update { ledger in
                    ledger.exchanges.append(Exchange(request: request))
                    let index = ledger.exchanges.count - 1
                    return (index, answer(to: request, from: &ledger))
                }
            },
            changed: { index, change in
                ledger.update { ledger in
                    // After a reset an answer may still be under way.
                    guard ledger.exchanges.indices.contains(index) else { return }
                    change(&ledger.exchanges[index])
                }
            }
        )
    }

    private static func answer(to request: RecordedRequest, from ledger: inout Ledger) -> ScriptedAnswer {
        if request.method == "GET", let index = ledger.rules.firstIndex(where: { $0.answersGet(of: request) }) {
            ledger.rules[index].times = ledger.rules[index].times.map { $0 - 1 }
            return ledger.rules[index].answer
        }
        if let refusal = refusal(of: request) {
            ledger.violations.append("\(request.path): \(refusal.error.message)")
            return .error(status: refusal.status, refusal.error)
        }
        if request.method == "GET" { return models(at: request.path) }
        let index = ledger.rules.firstIndex { rule in rule.times != 0 && rule.match.accepts(request) }
        guard let index else {
            return request.api == .inputTokens
                ? .inputTokens(max(1, request.body.count / 4)) : .text("Scripted answer.")
        }
        ledger.rules[index].times = ledger.rules[index].times.map { $0 - 1 }
        return ledger.rules[index].answer
    }

    private static func refusal(of request: RecordedRequest) -> (status: Int, error: ScriptedError)? {
        let asksForModels = request.method == "GET" && request.path.hasPrefix("/v1/models")
        guard asksForModels || (request.method == "POST" && request.api != nil) else {
            return (404, ScriptedError(message: "Invalid URL (\(request.method) \(request.path))"))
        }
        let hasKey = request.header("authorization")?.hasPrefix("Bearer sk-") ?? false
        guard hasKey || request.api == .messages && request.header("x-api-key")?.hasPrefix("sk-") == true else {
            return (401, ScriptedError(message: "Incorrect API key provided.", code: "invalid_api_key"))
        }
        return nil
    }

    private static func models(at path: String) -> ScriptedAnswer {
        guard path != "/v1/models" else {
            return .json(["object": "list", "data": .array(modelNames.map(model))])
        }
        let name = String(path.dropFirst("/v1/models/".count))
        guard modelNames.contains(name) else {
            let message = "The model '\(name)' does not exist"
            return .error(status: 404, ScriptedError(message: message, code: "model_not_found"))
        }
        return .json(model(name))
    }

    private static let modelNames = ["gpt-4.1", "gpt-4.1-mini", "gpt-5", "gpt-5-mini", "gpt-5.2"]

    private static func model(_ name: String) -> JSON {
        ["id": .string(name), "object": "model", "created": 1, "owned_by": "openai"]
    }
}

extension ScriptedAnswer {
    fileprivate static func json(_ json: JSON) -> ScriptedAnswer {
        .bytes(status: 200, contentType: "application/json", Array(json.text.utf8))
    }
}
