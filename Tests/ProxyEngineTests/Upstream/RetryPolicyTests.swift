import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(retries: 5)

    @Test(arguments: [(1, 500), (2, 1000), (3, 2000), (4, 4000), (5, 8000)])
    func `the wait doubles`(attempt: Int, milliseconds: Int) {
        let delay = policy.delay(afterAttempt: attempt, retryAfter: nil, jitter: 0)
        #expect(delay == .milliseconds(milliseconds))
    }

    @Test(arguments: [10, 17, 60, 100])
    func `the wait has a ceiling`(attempt: Int) {
        let delay = RetryPolicy(retries: 1000).delay(afterAttempt: attempt, retryAfter: nil, jitter: 0)
        #expect(delay == .seconds(8))
    }

    @Test(arguments: [(0.0, 1000), (0.5, 875), (1.0, 750), (-1.0, 1000), (7.0, 750)])
    func `jitter shortens the wait by up to a quarter`(jitter: Double, milliseconds: Int) {
        let delay = policy.delay(afterAttempt: 2, retryAfter: nil, jitter: jitter)
        #expect(delay == .milliseconds(milliseconds))
    }

    @Test(arguments: [0, 1, 3])
    func `it gives up after the last allowed retry`(retries: Int) {
        let policy = RetryPolicy(retries: retries)

        #expect(policy.delay(afterAttempt: retries + 1, retryAfter: nil, jitter: 0) == nil)
        #expect(policy.delay(afterAttempt: retries + 1, retryAfter: .zero, jitter: 0) == nil)
        if retries > 0 { #expect(policy.delay(afterAttempt: retries, retryAfter: nil, jitter: 0) != nil) }
    }

    @Test(arguments: [Duration.zero, .milliseconds(20), .seconds(3600)])
    func `a wait the upstream asks for is kept to the letter`(wait: Duration) {
        #expect(policy.delay(afterAttempt: 1, retryAfter: wait, jitter: 1) == wait)
    }
}
