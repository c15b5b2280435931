import Testing

@testable import Translation

@Suite struct SpelledDurationTests {
    @Test(
        arguments: [
            ("20ms", Duration.milliseconds(20)), ("1.5s", .milliseconds(1500)), ("6m0s", .seconds(360)),
            ("1h2m3s", .seconds(3723)), ("1d", .seconds(86400)), ("0s", .zero), ("59.70s", .milliseconds(59700)),
            ("7", .seconds(7)), ("2 seconds", .seconds(2)), ("1 minute 5 seconds", .seconds(65)),
            ("0.4ms", .milliseconds(1)),
        ] as [(String, Duration)]
    )
    func `a spelled duration is read`(_ text: String, _ duration: Duration) {
        #expect(SpelledDuration.parse(text) == duration)
    }

    @Test(arguments: ["", "s", "1x", ".", "-1s", "1..5s", "99999999999d", "1e5s"])
    func `anything else is refused`(_ text: String) {
        #expect(SpelledDuration.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("Limit 3. Please try again in 1.898s. Visit https://x.", Duration.milliseconds(1898)),
            ("Please try again in 20ms.", .milliseconds(20)),
            ("Try again in 6m0s", .seconds(360)),
            ("try again in 2 seconds or so", .seconds(2)),
            ("try again in 1 minute", .seconds(60)),
        ] as [(String, Duration)]
    )
    func `the wait a message asks for is found`(_ message: String, _ duration: Duration) {
        #expect(SpelledDuration.find(after: "try again in ", in: message) == duration)
    }

    @Test func `a message that asks for none has none`() {
        #expect(SpelledDuration.find(after: "try again in ", in: "Try again in a while.") == nil)
        #expect(SpelledDuration.find(after: "try again in ", in: "Try later.") == nil)
    }

    @Test func `seconds are rounded up`() {
        #expect(Duration.milliseconds(1898).secondsRoundedUp == 2)
        #expect(Duration.milliseconds(20).secondsRoundedUp == 1)
        #expect(Duration.seconds(6).secondsRoundedUp == 6)
        #expect(Duration.zero.secondsRoundedUp == 0)
    }
}
