import Testing

@testable import Translation

@Suite struct ModelOverrideTests {
    private static func profile(_ model: String, _ overrides: ModelOverride...) -> ModelProfile {
        ModelCatalog.bundled.applying(overrides).profile(for: model)
    }

    @Test func `an override changes what it names and nothing else`() {
        var override = ModelOverride("gpt-5.2")
        override.inputWindow = 400_000
        var expected = ModelCatalog.bundled.profile(for: "gpt-5.2")
        expected.inputWindow = 400_000

        #expect(Self.profile("gpt-5.2", override) == expected)
        #expect(Self.profile("gpt-5.1", override) == ModelCatalog.bundled.profile(for: "gpt-5.1"))
    }

    @Test func `the dated ids of a model are changed with it`() {
        var override = ModelOverride("gpt-5.2")
        override.acceptsImages = false

        #expect(!Self.profile("gpt-5.2-2025-12-11", override).acceptsImages)
    }

    @Test func `a dated id of its own leaves the model as it is`() {
        var override = ModelOverride("gpt-5.2-2025-12-11")
        override.inputWindow = 1000

        #expect(Self.profile("gpt-5.2-2025-12-11", override).inputWindow == 1000)
        #expect(Self.profile("gpt-5.2-2025-12-11", override).efforts.last == .xhigh)
        #expect(Self.profile("gpt-5.2", override).inputWindow == 272_000)
    }

    @Test func `an unknown model has the rule for such first, and stays no model of OpenAI's`() {
        var override = ModelOverride("my-local-model")
        override.inputWindow = 131_072
        override.price = ModelOverride.Price()
        override.price?.input = 1
        override.price?.output = 4
        let profile = Self.profile("my-local-model", override)

        #expect(!profile.isKnown)
        #expect(profile.inputWindow == 131_072)
        #expect(profile.maximumOutputTokens == 16_384)
        #expect(profile.sampling == .always)
        #expect(profile.prices == ModelProfile.Prices(input: 1, cachedInput: 1, cacheWrite: 1, output: 4))
    }

    @Test func `a price changes alone`() {
        var override = ModelOverride("gpt-5.6-sol")
        override.price = ModelOverride.Price()
        override.price?.output = 25

        let prices = Self.profile("gpt-5.6-sol", override).prices
        #expect(prices?.input == 4)
        #expect(prices?.output == 25)
        #expect(prices?.cacheWrite == 5)
        #expect(prices?.long?.output == 30)
    }

    @Test func `a default that is not among the efforts is forgotten`() {
        var override = ModelOverride("gpt-5.2")
        override.efforts = [.low, .high]

        #expect(Self.profile("gpt-5.2", override).defaultEffort == nil)
    }

    @Test func `the last word on a model holds`() {
        var first = ModelOverride("gpt-5.2")
        first.inputWindow = 1
        var second = ModelOverride("gpt-5.2")
        second.inputWindow = 2

        #expect(Self.profile("gpt-5.2", first, second).inputWindow == 2)
    }
}
