import JournalTestSupport
import NIOCore
import NIOPosix
package import ProxyConfiguration
package import ProxyEngine
package import Translation

extension LiveUpstream {
    /// Runs `body` with a client, a new one unless given, and shuts it down.
    package static func running<Result: Sendable>(
        _ given: LiveUpstream? = nil,
        body: @Sendable (LiveUpstream) async throws -> Result
    ) async throws -> Result {
        let live = given ?? LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
        do {
            let result = try await body(live)
            try await live.shutdown()
            return result
        } catch {
            try? await live.shutdown()
            throw error
        }
    }

    /// The whole answer to one request.
    package func ask(_ request: UpstreamRequest) async -> Result<UpstreamReply, UpstreamError> {
        await UpstreamReply.of(request, upstreamClient, within: Patience.unlimited, limit: 1 << 20)
    }

    package func ask(_ baseURL: String) async -> Result<UpstreamReply, UpstreamError> {
        await ask(UpstreamRequest(to: baseURL))
    }
}

extension UpstreamRequest {
    /// A request below an upstream's base URL.
    package init(
        to baseURL: String,
        key: Secret? = Secret("sk-x"),
        connectingWithin limit: Duration = Patience.unlimited,
        body: String = "{}"
    ) {
        var settings = UpstreamSettings(name: "x", baseURL: baseURL, apiKey: key)
        settings.timeouts.connect = limit
        self.init(upstream: settings, path: "/responses", body: ByteBuffer(string: body))
    }
}

extension Result<UpstreamReply, UpstreamError> {
    /// The body of the answer.
    package var text: String? {
        if case .success(let reply) = self { String(decoding: reply.body, as: UTF8.self) } else { nil }
    }

    package var error: UpstreamError? {
        if case .failure(let error) = self { error } else { nil }
    }
}
