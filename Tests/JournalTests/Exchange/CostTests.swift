import Testing

@testable import Journal
@testable import Translation

@Suite struct CostTests {
    private static let prices = ModelProfile.Prices(input: 2, cachedInput: 0.5, cacheWrite: 2.5, output: 8)

    static let costs: [(usage: Usage, dollars: Double)] = [
        (Usage(), 0),
        (Usage(inputTokens: 1_000_000), 2),
        (Usage(cacheReadInputTokens: 1_000_000), 0.5),
        (Usage(cacheCreationInputTokens: 1_000_000), 2.5),
        (Usage(outputTokens: 1_000_000), 8),
        (
            Usage(
                inputTokens: 1000,
                cacheCreationInputTokens: 2000,
                cacheReadInputTokens: 3000,
                outputTokens: 4000,
                thinkingTokens: 3999
            ), 0.0405
        ),
    ]

    static let long: [(usage: Usage, dollars: Double)] = [
        (Usage(inputTokens: 272_000, outputTokens: 1_000_000), 0.544 + 8),
        (Usage(inputTokens: 272_001, outputTokens: 1_000_000), 272_001 * 4e-6 + 12),
        (
            Usage(
                inputTokens: 1,
                cacheCreationInputTokens: 100_000,
                cacheReadInputTokens: 200_000,
                outputTokens: 1000
            ), 4e-6 + 0.5 + 0.2 + 0.012
        ),
    ]

    @Test(arguments: long)
    func `input beyond the threshold, cached or not, makes the whole request dearer`(usage: Usage, dollars: Double) {
        var prices = Self.prices
        prices.long = ModelProfile.LongInput(
            threshold: 272_000,
            input: 4,
            cachedInput: 1,
            cacheWrite: 5,
            output: 12
        )

        #expect(abs(Cost.dollars(usage, at: prices) - dollars) < 1e-9)
    }

    @Test(arguments: costs)
    func `each kind of token has its price, thinking is in the output`(usage: Usage, dollars: Double) {
        #expect(abs(Cost.dollars(usage, at: Self.prices) - dollars) < 1e-12)
    }
}
