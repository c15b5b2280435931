import Testing

@testable import Journal
@testable import Translation

@Suite struct HeaderRedactionTests {
    @Test(arguments: [
        "authorization", "Authorization", "X-API-KEY", "api-key", "proxy-authorization", "Cookie", "set-cookie",
        "openai-organization", "OpenAI-Project", "x-goog-api-key", "x-auth-token", "my-secret",
        "anthropic-organization-id", "Anthropic-Organization-Id", "x-goog-user-project", "x-team-id",
    ])
    func `a header that carries a secret or names an account is kept without its value`(name: String) {
        #expect(HeaderRedaction.redacted([HeaderField(name, "value")]) == [HeaderField(name, "•••")])
    }

    @Test(arguments: ["accept", "user-agent", "x-request-id", "anthropic-version", "x-claude-code-session-id"])
    func `any other is kept as it is`(name: String) {
        #expect(HeaderRedaction.redacted([HeaderField(name, "value")]) == [HeaderField(name, "value")])
    }
}
