import Foundation
import Testing

@testable import Translation

@Suite struct RateLimitHeadersTests {
    private static let now = Date(timeIntervalSince1970: 1_763_840_000)  // 2025-11-22T19:33:20Z

    private func translated(_ headers: [(name: String, value: String)]) -> [String] {
        RateLimitHeaders.anthropic(from: headers, now: Self.now).map { "\($0.name): \($0.value)" }
    }

    @Test func `OpenAI's names become Anthropic's`() {
        #expect(
            translated([
                ("X-RateLimit-Limit-Requests", "10000"), ("x-ratelimit-remaining-requests", "9999"),
                ("x-ratelimit-reset-requests", "6ms"), ("x-ratelimit-limit-tokens", "2000000"),
                ("x-ratelimit-remaining-tokens", "1999000"), ("x-ratelimit-reset-tokens", "6m0s"),
            ]) == [
                "anthropic-ratelimit-requests-limit: 10000", "anthropic-ratelimit-requests-remaining: 9999",
                "anthropic-ratelimit-requests-reset: 2025-11-22T19:33:21Z",
                "anthropic-ratelimit-tokens-limit: 2000000", "anthropic-ratelimit-tokens-remaining: 1999000",
                "anthropic-ratelimit-tokens-reset: 2025-11-22T19:39:20Z",
            ]
        )
    }

    @Test(arguments: [
        ("1s", "19:33:21"), ("6ms", "19:33:21"), ("1h2m3s", "20:35:23"), ("0s", "19:33:20"), ("7", "19:33:27"),
    ])
    func `a reset is the moment it means`(_ duration: String, _ time: String) {
        #expect(
            translated([("x-ratelimit-reset-tokens", duration)])
                == ["anthropic-ratelimit-tokens-reset: 2025-11-22T\(time)Z"]
        )
    }

    @Test(arguments: [
        ("x-ratelimit-reset-tokens", "soon"), ("x-ratelimit-limit-requests", "many"), ("x-ratelimit-limit-images", "5"),
        ("x-ratelimit-limit", "5"), ("x-ratelimit-", "5"), ("retry-after", "5"), ("ratelimit-limit-tokens", "5"),
    ])
    func `unknown headers are left out`(_ name: String, _ value: String) {
        #expect(translated([(name, value)]).isEmpty)
    }
}
