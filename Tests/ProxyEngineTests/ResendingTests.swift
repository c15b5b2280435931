import Testing

@testable import ProxyEngine
@testable import Translation

/// Sending a request again, as the dashboard does.
@Suite struct ResendingTests {
    @Test func `sending again repeats the client's headers without the key`() {
        let headers = [
            HeaderField("Anthropic-Beta", "a"), HeaderField("anthropic-beta", "b"), HeaderField("x-api-key", "•••"),
            HeaderField("X-Claude-Code-Session-Id", "session"), HeaderField("authorization", "•••"),
            HeaderField("anthropic-custom-token", "•••"), HeaderField("host", "127.0.0.1:3999"),
        ]
        let kept = [HeaderField("anthropic-beta", "a,b"), HeaderField("x-claude-code-session-id", "session")]
        #expect(Engine.resentHeaders(headers) == kept)
    }
}
