import Translation

/// Whether this machine's clock agrees with the upstreams'.
enum ClockFindings {
    /// A minute is more than any network takes, and less than certificates and logs tolerate.
    static let tolerance: Duration = .seconds(60)

    static func examine(_ answers: [(upstream: String, answer: UpstreamProbe.Answer)]) -> [Finding] {
        let skews = answers.compactMap { entry in entry.answer.clockSkew.map { (entry.upstream, $0) } }
        guard let (upstream, skew) = skews.max(by: { $0.1.magnitude < $1.1.magnitude }) else { return [] }
        guard skew.magnitude > tolerance else { return [.good(.clock(.agrees(upstream: upstream)))] }
        // The upstream is ahead where this machine is behind.
        return [.warning(.clock(.differs(upstream: upstream, ahead: .zero - skew)))]
    }
}
