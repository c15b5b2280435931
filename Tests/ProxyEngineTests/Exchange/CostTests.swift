import Testing

@testable import ProxyEngine

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

    @Test(arguments: costs)
    func `each kind of token has its price, thinking is in the output`(usage: Usage, dollars: Double) {
        #expect(abs(Cost.dollars(usage, at: Self.prices) - dollars) < 1e-12)
    }
}
