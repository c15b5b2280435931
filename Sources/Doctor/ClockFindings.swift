import Translation

/// Whether this machine's clock agrees with the upstreams'.
enum ClockFindings {
    /// A minute is more than any network takes, and less than what certificates and logs bear.
    static let tolerance: Duration = .seconds(60)

    static func examine(_ answers: [(upstream: String, answer: UpstreamProbe.Answer)]) -> [Finding] {
        let skews = answers.compactMap { entry in entry.answer.clockSkew.map { (entry.upstream, $0) } }
        guard let (upstream, skew) = skews.max(by: { abs($0.1) < abs($1.1) }) else { return [] }
        guard abs(skew) > tolerance else { return [.good(.clock, "The clock agrees with that of \"\(upstream)\".")] }
        // The upstream is ahead where this machine is behind.
        let direction = skew > .zero ? "behind" : "ahead of"
        return [
            .warning(
                .clock,
                "This machine's clock is \(DurationText.words(abs(skew))) \(direction) that of \"\(upstream)\".",
                remedy: "Set it, for example by turning NTP on: certificates and the times in logs depend on it."
            )
        ]
    }

    private static func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
}
