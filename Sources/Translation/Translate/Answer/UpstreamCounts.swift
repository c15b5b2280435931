/// The tokens of an answer as OpenAI counts them.
struct UpstreamCounts: Sendable {
    var input: Int?
    var cached: Int?
    var cacheWrite: Int?
    var output: Int?
    /// Part of the output.
    var reasoning: Int?

    var usage: Usage? {
        Usage(openAIInput: input, cached: cached, cacheWrite: cacheWrite, output: output, reasoning: reasoning)
    }

    /// Whether the counts are consistent: no part is greater than its whole, and none is negative.
    var fitTogether: Bool {
        let input = input ?? 0
        let output = output ?? 0
        let counts = [input, cached ?? 0, cacheWrite ?? 0, output, reasoning ?? 0]
        return counts.allSatisfy { (0...1 << 40).contains($0) } && counts[1] + counts[2] <= input
            && counts[4] <= output
    }
}

extension BlockLedger {
    /// Takes the upstream's counts so far; some servers count with every event.
    mutating func take(_ counts: UpstreamCounts) {
        guard let usage = counts.usage else { return }
        reportedUsage = usage
        reportedUsage?.serviceTier = serviceTier
        guard !counts.fitTogether else { return }
        note(.lossy, from: ["usage"], to: ["usage"], .usageContradictory)
    }

    /// Takes OpenAI's service tier; a tier without Anthropic's name is noted.
    mutating func takeTier(_ tier: JSONValue) {
        serviceTier = Usage.serviceTier(tier)
        if serviceTier == nil { return leaveOut(["service_tier"], .noCounterpart) }
        guard tier.equals("flex") else { return }
        note(.lossy, from: ["service_tier"], to: ["usage", "service_tier"], .tierFlex)
    }
}
